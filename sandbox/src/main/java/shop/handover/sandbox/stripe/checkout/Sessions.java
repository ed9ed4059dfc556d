package shop.handover.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.resource.Changes;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// Checkout Sessions over the API.
///
/// @see <a href="https://docs.stripe.com/api/checkout/sessions">Stripe: checkout sessions</a>
public final class Sessions {

    private final Checkout checkout;
    private final NewSession newSession;

    public Sessions(Checkout checkout, String base) {
        this.checkout = checkout;
        this.newSession = new NewSession(base);
    }

    public List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/checkout/sessions", "checkout_session.create", newSession::create),
                Operation.of("GET", "/v1/checkout/sessions", "checkout_session.list", this::list),
                Operation.of("GET", "/v1/checkout/sessions/*", "checkout_session.retrieve", this::named),
                Operation.of("POST", "/v1/checkout/sessions/*", "checkout_session.update", this::update),
                Operation.of("POST", "/v1/checkout/sessions/*/expire", "checkout_session.expire", this::expire),
                Operation.of(
                        "GET", "/v1/checkout/sessions/*/line_items", "checkout_session.line_items", this::lineItems));
    }

    private ObjectNode named(Call call) {
        return checkout.expireWhereDue(call.world(), call.named("checkout.session", "checkout.session", "session"));
    }

    private ObjectNode list(Call call) {
        return Lists.of(
                call,
                "checkout.session",
                fields -> passes(call.params(), fields),
                session -> checkout.expireWhereDue(call.world(), session));
    }

    private static boolean passes(Params params, Map<String, String> fields) {
        return Lists.matches(params, new String[] {"customer", "payment_intent", "status"}, fields)
                && params.part("customer_details")
                        .text("email")
                        .map(email -> email.equals(fields.get("customer_details.email")))
                        .orElse(true)
                && !params.has("subscription")
                && !params.has("payment_link");
    }

    private ObjectNode update(Call call) {
        var session = named(call);
        for (String name : List.of("line_items", "shipping_options", "collected_information")) {
            if (call.params().has(name)) {
                throw StripeError.invalid(
                        "`" + name + "` cannot be updated on a Checkout Session with `ui_mode: hosted_page`.", name);
            }
        }
        NewSession.intentData(call.params(), session);
        Changes.metadata(call.params(), session);
        call.world().put(session);
        return session;
    }

    private ObjectNode expire(Call call) {
        var session = named(call);
        if (!session.get("status").asText().equals("open")) {
            throw StripeError.invalid(
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `"
                            + session.get("status").asText() + "`.");
        }
        return checkout.expire(call.world(), session);
    }

    private ObjectNode lineItems(Call call) {
        var items = new ArrayList<ObjectNode>();
        named(call).get("_items").forEach(item -> items.add((ObjectNode) item));
        return Lists.within(call, items);
    }

    /// `line_items` as shown when expanded.
    public static JsonNode lineItems(World world, ObjectNode session) {
        var id = session.get("id").asText();
        var kept = world.get("checkout.session", id).get("_items");
        var data = Json.array();
        for (int i = 0; i < Math.min(10, kept.size()); i++) {
            data.add(kept.get(i));
        }
        return Json.list("/v1/checkout/sessions/" + id + "/line_items", data, kept.size() > 10);
    }
}
