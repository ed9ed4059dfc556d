package shop.handover.fulfillment.stripe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import shop.handover.fulfillment.purchase.Fact;
import shop.handover.fulfillment.purchase.Fact.Kind;
import shop.handover.fulfillment.purchase.Heard;
import shop.handover.fulfillment.purchase.Heard.Foreign;
import shop.handover.fulfillment.purchase.Heard.News;
import shop.handover.fulfillment.purchase.Heard.Unreadable;
import shop.handover.fulfillment.purchase.Interpreter;
import shop.handover.kit.event.EventEnvelope;
import shop.handover.kit.event.EventTypes;
import shop.handover.kit.event.StripeEventRecord;
import shop.handover.kit.stripe.Mode;
import shop.handover.kit.stripe.SignatureVerdict.Forged;
import shop.handover.kit.stripe.WebhookSignature;

/// Reads signed events as plain JSON, so that no `api_version` is unreadable: the fields we need have not moved for
/// years, and one that is missing is told apart from one that is odd.
///
/// @see <a href="https://docs.stripe.com/api/events/types">Stripe: types of events</a>
@ApplicationScoped
class SignedEvents implements Interpreter {

    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build());

    private final WebhookSignature signature;
    private final Mode mode;
    private final SignedSessions sessions;

    SignedEvents(WebhookSignature signature, Mode mode, SignedSessions sessions) {
        this.signature = signature;
        this.mode = mode;
        this.sessions = sessions;
    }

    @Override
    public Heard hear(StripeEventRecord told) {
        if (signature.verifyOfAnyAge(told.signature(), told.body()) instanceof Forged(var reason)) {
            return new Unreadable("not signed by Stripe: " + reason);
        }
        return EventEnvelope.read(told.body())
                .map(envelope -> hear(envelope, told.body()))
                .orElseGet(() -> new Unreadable("not an event: no JSON, or no id, type or object"));
    }

    private Heard hear(EventEnvelope envelope, byte[] body) {
        if (envelope.livemode() != mode.livemode()) {
            return new Foreign("another mode");
        }
        if (!envelope.account().isEmpty()) {
            return new Foreign("a connected account");
        }
        if (!EventTypes.handled(envelope.type())) {
            return new Foreign("a type we do not act on");
        }
        try {
            var event = JSON.readTree(body);
            return translate(envelope, new Json(event.path("data").path("object"), event));
        } catch (IOException e) {
            return new Unreadable("not JSON");
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
