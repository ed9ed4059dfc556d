package shop.handover.sandbox.stripe.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What older API versions call things. Only what a shop on Checkout can notice is translated.
///
/// @see <a href="https://docs.stripe.com/changelog">Stripe: changelog</a>
public final class Versions {

    private static final String DAHLIA = "2026-03-25";
    private static final String CLOVER = "2025-09-30";

    private Versions() {}

    /// Writes the object as the version did; newer versions than ours change nothing.
    public static void down(JsonNode node, String version) {
        if (version.compareTo(DAHLIA) < 0) {
            visit(node, version);
        }
    }

    private static void visit(JsonNode node, String version) {
        if (node instanceof ObjectNode object) {
            switch (object.path("object").asText()) {
                case "checkout.session" -> session(object);
                case "promotion_code" -> promotionCode(object, version);
                default -> {}
            }
        }
        node.forEach(child -> visit(child, version));
    }

    private static void session(ObjectNode session) {
        if (session.path("ui_mode").asText().equals("hosted_page")) {
            session.put("ui_mode", "hosted");
        }
    }

    private static void promotionCode(ObjectNode code, String version) {
        if (version.compareTo(CLOVER) < 0 && code.has("promotion")) {
            code.set("coupon", code.remove("promotion").get("coupon"));
        }
    }
}
