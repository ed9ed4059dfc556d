package shop.handover.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.payment.Outcome;
import shop.handover.sandbox.stripe.payment.PaymentMethods;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Json;

/// The calls behind Stripe's payment page, which the command line uses to pay a session.
/// Longer than a screen: two calls and the answer they share.
public final class PaymentPages {

    private final Checkout checkout;

    public PaymentPages(Checkout checkout) {
        this.checkout = checkout;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/v1/payment_pages/*", "payment_page.retrieve", this::shown),
                Operation.of("POST", "/v1/payment_pages/*/init", "payment_page.retrieve", this::shown),
                Operation.of("POST", "/v1/payment_pages/*/confirm", "payment_page.confirm", this::confirm));
    }

    private ObjectNode session(Call call) {
        return checkout.expireWhereDue(call.world(), call.named("checkout.session", "payment page", "session"));
    }

    private ObjectNode shown(Call call) {
        return page(session(call));
    }

    private static ObjectNode page(ObjectNode session) {
        var page = Json.object();
        page.put("id", "ppage_1" + session.get("id").asText().substring(11, 34)).put("object", "checkout.session");
        page.put("session_id", session.get("id").asText());
        page.set("currency", session.get("currency"));
        page.set("customer_email", session.get("customer_email"));
        page.set("livemode", session.get("livemode"));
        page.set("mode", session.get("mode"));
        page.set("payment_method_types", session.get("payment_method_types"));
        page.set("payment_status", session.get("payment_status"));
        page.set(
                "state",
                Json.of(
                        session.get("status").asText().equals("open")
                                ? "active"
                                : session.get("status").asText()));
        page.set("status", session.get("status"));
        page.set("success_url", session.get("success_url"));
        page.putObject("total_summary")
                .put("due", session.get("amount_total").asLong())
                .put("subtotal", session.get("amount_subtotal").asLong())
                .put("total", session.get("amount_total").asLong());
        return page;
    }

    private ObjectNode confirm(Call call) {
        var session = session(call);
        var params = call.params();
        params.number("expected_amount")
                .filter(expected -> expected != session.get("amount_total").asLong())
                .ifPresent(expected -> {
                    throw StripeError.invalid(
                            "checkout_amount_mismatch",
                            "The amount on this Checkout Session has changed. Refresh the page and try again.",
                            "expected_amount");
                });
        if (Checkout.isFree(session)) {
            return page(checkout.takeFree(call.world(), session, buyer(call, Json.object())));
        }
        var method = PaymentMethods.given(call.world(), params.need("payment_method"), "payment_method");
        var buyer = buyer(call, (ObjectNode) method.get("billing_details"));
        return switch (checkout.pay(call.world(), session, buyer, method)) {
            case Outcome.Declined(ObjectNode _, StripeError why) -> throw why;
            case Outcome other -> {
                var page = page(
                        call.world().get("checkout.session", session.get("id").asText()));
                page.set("payment_intent", Json.shown(other.intent().deepCopy()));
                yield page;
            }
        };
    }

    // The command line names no buyer; Stripe takes the method's.
    private static Buyer buyer(Call call, ObjectNode billing) {
        var email = call.params()
                .text("email")
                .or(() -> Optional.of(Json.text(billing, "email")).filter(e -> !e.isEmpty()));
        var name = Optional.of(Json.text(billing, "name")).filter(n -> !n.isEmpty());
        return new Buyer(
                email.or(() -> Optional.of("stripe@example.com")), name, Optional.empty(), Optional.empty(), Map.of());
    }
}
