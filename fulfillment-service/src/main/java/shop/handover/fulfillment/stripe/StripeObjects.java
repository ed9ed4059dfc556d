package shop.handover.fulfillment.stripe;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import shop.handover.fulfillment.purchase.Fact;
import shop.handover.fulfillment.purchase.Fact.Kind;
import shop.handover.fulfillment.purchase.Heard;
import shop.handover.fulfillment.purchase.Heard.Foreign;
import shop.handover.fulfillment.purchase.Heard.News;
import shop.handover.fulfillment.purchase.Heard.Unreadable;
import shop.handover.kit.event.EventEnvelope;

/// Understands Stripe's objects, whether an event told them or Stripe showed them when asked: sessions, charges,
/// refunds and disputes.
@ApplicationScoped
class StripeObjects {

    private final SignedSessions sessions;

    StripeObjects(SignedSessions sessions) {
        this.sessions = sessions;
    }

    /// Never throws over what it reads.
    Heard hear(EventEnvelope envelope, Json object) {
        try {
            return translate(envelope, object);
        } catch (Json.Lacking e) {
            return new Unreadable("an object that lacks what its type always has: " + e.getMessage());
        }
    }

    private Heard translate(EventEnvelope envelope, Json object) {
        if (envelope.type().startsWith("checkout.session.")) {
            return sessions.hear(envelope, object);
        }
        if (envelope.paymentIntent().isEmpty()) {
            return new Foreign("a payment without a payment intent");
        }
        return switch (object.text("object")) {
            case "charge" -> news(envelope, charge(object));
            case "refund" -> news(envelope, refund(object));
            case "dispute" ->
                dispute(object).map(fact -> news(envelope, fact)).orElseGet(() -> new Foreign("an inquiry"));
            default -> new Foreign("an object we do not act on");
        };
    }

    private static Heard news(EventEnvelope envelope, Fact fact) {
        return new News(
                envelope.id(),
                envelope.type(),
                envelope.paymentIntent(),
                List.of(fact),
                Optional.empty(),
                Optional.empty());
    }

    private static Fact charge(Json charge) {
        return Fact.of(Kind.CHARGE_REFUNDED, charge.text("id"), charge.amount("amount_refunded"), charge.eventTime());
    }

    // Money that waits for the buyer to act is on its way already; only failed and cancelled refunds are none.
    private static Fact refund(Json refund) {
        var kind = switch (refund.text("status")) {
            case "succeeded" -> Kind.REFUND_SUCCEEDED;
            case "failed", "canceled" -> Kind.REFUND_FAILED;
            default -> Kind.REFUND_PENDING;
        };
        return Fact.of(kind, refund.text("id"), refund.amount("amount"), refund.eventTime());
    }

    private static Optional<Fact> dispute(Json dispute) {
        var status = dispute.text("status");
        if (status.startsWith("warning_")) {
            return Optional.empty();
        }
        var kind = switch (status) {
            case "won", "prevented" -> Kind.DISPUTE_WON;
            case "lost" -> Kind.DISPUTE_LOST;
            default -> Kind.DISPUTE_OPENED;
        };
        return Optional.of(Fact.of(kind, dispute.text("id"), dispute.eventTime()));
    }
}
