package shop.handover.sandbox.stripe.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// What other API versions call things, in what is asked and in what is answered. Only what a shop on Checkout can
/// notice is translated. Longer than a screen: each breaking change has its lines.
///
/// @see <a href="https://docs.stripe.com/changelog">Stripe: changelog</a>
public final class Versions {

    private static final String ENDIVE = "2026-09-30";
    private static final String DAHLIA = "2026-03-25";
    private static final String CLOVER = "2025-09-30";
    private static final String BASIL = "2025-03-31";
    private static final String LATEST_CHARGE = "2022-11-15";

    private static final Map<String, String> UI_MODES =
            Map.of("hosted", "hosted_page", "embedded", "embedded_page", "custom", "elements");

    private Versions() {}

    /// Whether the version belongs to the train after ours, or a later one.
    public static boolean isEndive(String version) {
        return version.compareTo(ENDIVE) >= 0;
    }

    /// What was asked in the version's words, in ours.
    ///
    /// @param call the name under which the call's parameters are known
    /// @throws StripeError where the version does not know (any more) what was asked
    public static Map<String, Object> asOurs(String call, Map<String, Object> form, String version) {
        return switch (call) {
            case "checkout_session.create" -> version.compareTo(DAHLIA) < 0 ? uiMode(form) : form;
            case "promotion_code.create" -> version.compareTo(CLOVER) < 0 ? promotion(form) : form;
            case "payment_intent.create", "payment_intent.confirm", "payment_intent.update" ->
                isEndive(version) ? methods(form) : form;
            default -> form;
        };
    }

    private static Map<String, Object> uiMode(Map<String, Object> form) {
        if (!(form.get("ui_mode") instanceof String given)) {
            return form;
        }
        var ours = new LinkedHashMap<>(form);
        ours.put("ui_mode", UI_MODES.get(given));
        if (!UI_MODES.containsKey(given)) {
            throw StripeError.invalid("Invalid ui_mode: must be one of custom, embedded, or hosted", "ui_mode");
        }
        return ours;
    }

    private static Map<String, Object> promotion(Map<String, Object> form) {
        if (form.containsKey("promotion")) {
            throw StripeError.invalid("parameter_unknown", "Received unknown parameter: promotion", "promotion");
        }
        var ours = new LinkedHashMap<>(form);
        var coupon = ours.remove("coupon");
        if (coupon == null) {
            throw StripeError.missing("coupon");
        }
        ours.put("promotion", Map.of("type", "coupon", "coupon", coupon));
        return ours;
    }

    // https://docs.stripe.com/changelog/endive/2026-09-30/removes-the-payment-method-types-parameter-from-payment-intents-and-setup-intents
    private static Map<String, Object> methods(Map<String, Object> form) {
        if (form.containsKey("payment_method_types")) {
            throw StripeError.invalid(
                    "payment_method_types_no_longer_supported",
                    "The `payment_method_types` parameter is no longer supported. Use `allowed_payment_method_types` or "
                            + "`excluded_payment_method_types` instead.",
                    "payment_method_types");
        }
        return form;
    }

    /// A refusal naming parameters as the version does.
    public static StripeError refused(StripeError error, String version) {
        boolean renamed = version.compareTo(CLOVER) < 0
                && error.error().path("param").asText().equals("promotion[coupon]");
        return renamed ? error.with("param", "coupon") : error;
    }

    /// Writes an answer as the version did. An event among it stays as it was told.
    public static void rewrite(World world, JsonNode node, String version) {
        if (version.compareTo(DAHLIA) < 0 || isEndive(version)) {
            visit(world, node, version);
        }
    }

    private static void visit(World world, JsonNode node, String version) {
        if (node instanceof ObjectNode object) {
            var kind = object.path("object").asText();
            if (kind.equals("event")) {
                return;
            }
            if (isEndive(version)) {
                newer(kind, object);
            } else {
                older(world, kind, object, version);
            }
        }
        node.forEach(child -> visit(world, child, version));
    }

    private static void newer(String kind, ObjectNode object) {
        switch (kind) {
            case "checkout.session" -> addNulls(object, "allowed_payment_method_types");
            case "payment_intent" -> addNulls(object, "allowed_payment_method_types", "payment_record");
            case "product" -> addNulls(object, "tax_details");
            case "dispute" -> {
                addNulls(object, "intended_submission_method");
                var details = (ObjectNode) object.get("evidence_details");
                details.put(
                        "submission_method", details.get("submission_count").asLong() > 0 ? "manual" : "not_submitted");
            }
            default -> {}
        }
    }

    private static void addNulls(ObjectNode object, String... names) {
        for (String name : names) {
            if (!object.has(name)) {
                object.putNull(name);
            }
        }
    }

    private static void older(World world, String kind, ObjectNode object, String version) {
        switch (kind) {
            case "checkout.session" -> session(object, version);
            case "promotion_code" -> promotionCode(world, object, version);
            case "payment_intent" -> unasked(world, object, "charges", "charge", version);
            case "charge" -> unasked(world, object, "refunds", "refund", version);
            default -> {}
        }
    }

    private static void session(ObjectNode session, String version) {
        UI_MODES.forEach((old, ours) -> {
            if (Json.text(session, "ui_mode").equals(ours)) {
                session.put("ui_mode", old);
            }
        });
        if (version.compareTo(BASIL) < 0) {
            var collected = session.path("collected_information").path("shipping_details");
            session.set("shipping_details", collected.isMissingNode() ? null : collected);
            session.remove("collected_information");
        }
    }

    private static void promotionCode(World world, ObjectNode code, String version) {
        if (version.compareTo(CLOVER) < 0 && code.has("promotion")) {
            var coupon = code.remove("promotion").get("coupon");
            code.set(
                    "coupon",
                    world.find("coupon", coupon.asText())
                            .<JsonNode>map(Json::shown)
                            .orElse(coupon));
        }
    }

    // Once, an intent showed its charges, and a charge its refunds.
    private static void unasked(World world, ObjectNode owner, String field, String kind, String version) {
        if (version.compareTo(LATEST_CHARGE) < 0 && !owner.has(field)) {
            owner.set(field, Lists.belonging(world, kind, owner));
        }
    }
}
