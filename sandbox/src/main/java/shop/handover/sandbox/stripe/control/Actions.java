package shop.handover.sandbox.stripe.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import shop.handover.sandbox.stripe.checkout.Buyer;
import shop.handover.sandbox.stripe.checkout.Checkout;
import shop.handover.sandbox.stripe.delivery.Deliveries;
import shop.handover.sandbox.stripe.payment.Disputes;
import shop.handover.sandbox.stripe.payment.Instrument;
import shop.handover.sandbox.stripe.payment.Outcome;
import shop.handover.sandbox.stripe.payment.PaymentMethods;
import shop.handover.sandbox.stripe.payment.Payments;
import shop.handover.sandbox.stripe.payment.Refunds;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;
import shop.handover.sandbox.stripe.world.Worlds;

/// Everything that can be done to a payment without being its shop. Each action finds the world its object lives in,
/// and refuses as Stripe would what Stripe would refuse. Longer than a screen: it is the list of what can be done.
public final class Actions {

    private final Worlds worlds;
    private final Checkout checkout;
    private final Payments payments;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Deliveries deliveries;

    public Actions(
            Worlds worlds,
            Checkout checkout,
            Payments payments,
            Refunds refunds,
            Disputes disputes,
            Deliveries deliveries) {
        this.worlds = worlds;
        this.checkout = checkout;
        this.payments = payments;
        this.refunds = refunds;
        this.disputes = disputes;
        this.deliveries = deliveries;
    }

    /// Pays an open session as a buyer would; 3-D Secure is passed.
    ///
    /// @return the session afterwards; still open where the card was declined
    public ObjectNode pay(String session, Buyer buyer, Instrument instrument) {
        var world = worlds.holding("checkout.session", session);
        return world.with(() -> {
            var found = checkout.expireWhereDue(world, need(world, "checkout.session", session));
            if (Checkout.isFree(found)) {
                checkout.takeFree(world, found, buyer);
            } else if (checkout.pay(world, found, buyer, PaymentMethods.of(world, instrument))
                    instanceof Outcome.NeedsAction(ObjectNode intent)) {
                checkout.authenticate(world, intent, true);
            }
            return world.get("checkout.session", session);
        });
    }

    /// Expires every session whose time has passed; done each second as well.
    public void expireAllDue() {
        worlds.all().forEach(world -> world.run(() -> checkout.expireAllDue(world)));
    }

    public ObjectNode expire(String session) {
        var world = worlds.holding("checkout.session", session);
        return world.with(() -> {
            var found = need(world, "checkout.session", session);
            if (!found.get("status").asText().equals("open")) {
                throw StripeError.invalid("Only an open session can be expired; this one is "
                        + found.get("status").asText() + ".");
            }
            return checkout.expire(world, found);
        });
    }

    /// Decides a delayed payment now.
    ///
    /// @param id of the session or the payment intent
    public ObjectNode settle(String id, boolean succeeds) {
        var intent = intentOf(id);
        var world = worlds.holding("payment_intent", intent);
        return world.with(() -> {
            payments.settle(world, intent, succeeds);
            return world.get("payment_intent", intent);
        });
    }

    /// @param id of the session, payment intent or charge
    /// @param amount in minor units; empty for all that is left
    public ObjectNode refund(String id, Optional<Long> amount) {
        var charge = chargeOf(id);
        var world = worlds.holding("charge", charge);
        return world.with(() -> refunds.refund(world, world.get("charge", charge), amount, Optional.empty()));
    }

    /// The bank sends a refund back.
    public ObjectNode failRefund(String id) {
        var world = worlds.holding("refund", id);
        return world.with(() -> refunds.fail(world, need(world, "refund", id)));
    }

    /// @param id of the session, payment intent or charge
    public ObjectNode dispute(String id, boolean inquiry) {
        var charge = chargeOf(id);
        var world = worlds.holding("charge", charge);
        return world.with(() -> {
            var found = world.get("charge", charge);
            if (!found.get("paid").asBoolean() || found.get("disputed").asBoolean()) {
                throw StripeError.invalid("Only a paid charge that is not disputed yet can be disputed.");
            }
            return disputes.open(world, found, inquiry, inquiry ? "general" : "fraudulent");
        });
    }

    /// @param id of the dispute, or of the session, payment intent or charge it is about
    public ObjectNode decide(String id, boolean won) {
        var dispute = id.startsWith("du_") ? id : disputeOf(id);
        var world = worlds.holding("dispute", dispute);
        return world.with(() -> {
            var found = need(world, "dispute", dispute);
            return won ? disputes.win(world, found) : disputes.lose(world, found);
        });
    }

    /// The seller answers a dispute or an inquiry: it is under review until it is decided.
    ///
    /// @param id as for `decide`
    public ObjectNode respond(String id) {
        var dispute = id.startsWith("du_") ? id : disputeOf(id);
        var world = worlds.holding("dispute", dispute);
        return world.with(() -> disputes.respond(world, need(world, "dispute", dispute)));
    }

    /// Switches an endpoint on or off. What happens while it is off is never told.
    public ObjectNode enable(String endpoint, boolean on) {
        var world = worlds.holding("webhook_endpoint", endpoint);
        return world.with(() -> {
            var found = need(world, "webhook_endpoint", endpoint).put("status", on ? "enabled" : "disabled");
            world.put(found);
            return found;
        });
    }

    /// Tells an event again to every enabled endpoint.
    public ObjectNode resend(String event) {
        var world = worlds.holding("event", event);
        return world.with(() -> {
            var found = need(world, "event", event);
            world.where("webhook_endpoint", "status", "enabled")
                    .toList()
                    .forEach(endpoint -> world.events().owe(found, endpoint));
            return found;
        });
    }

    /// Tells the same happening under another event id.
    public ObjectNode twin(String event) {
        var world = worlds.holding("event", event);
        return world.with(() -> world.events().twin(need(world, "event", event)));
    }

    /// Sends all that waits or is held back, at once.
    public int hurry() {
        return worlds.all().stream().mapToInt(deliveries::hurry).sum();
    }

    private String intentOf(String id) {
        if (!id.startsWith("cs_")) {
            return id;
        }
        var world = worlds.holding("checkout.session", id);
        return world.with(() -> {
            var intent = Json.text(need(world, "checkout.session", id), "payment_intent");
            if (intent.isEmpty()) {
                throw StripeError.invalid("Nothing was paid for " + id + " yet.");
            }
            return intent;
        });
    }

    private String chargeOf(String id) {
        if (id.startsWith("ch_")) {
            return id;
        }
        var intent = intentOf(id);
        var world = worlds.holding("payment_intent", intent);
        return world.with(() -> {
            var charge = Json.text(need(world, "payment_intent", intent), "latest_charge");
            if (charge.isEmpty()) {
                throw StripeError.invalid("Nothing was paid for " + id + " yet.");
            }
            return charge;
        });
    }

    private String disputeOf(String id) {
        var charge = chargeOf(id);
        var world = worlds.holding("charge", charge);
        return world.with(() -> Json.text(world.get("charge", charge), "dispute"));
    }

    private static ObjectNode need(World world, String object, String id) {
        return world.find(object, id).orElseThrow(() -> StripeError.noSuch(object, id, "id"));
    }
}
