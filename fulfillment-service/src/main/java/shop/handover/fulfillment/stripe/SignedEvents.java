package shop.handover.fulfillment.stripe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import shop.handover.fulfillment.purchase.Heard;
import shop.handover.fulfillment.purchase.Heard.Foreign;
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
    private final StripeObjects objects;

    SignedEvents(WebhookSignature signature, Mode mode, StripeObjects objects) {
        this.signature = signature;
        this.mode = mode;
        this.objects = objects;
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
            return objects.hear(envelope, new Json(event.path("data").path("object"), event));
        } catch (IOException e) {
            return new Unreadable("not JSON");
        }
    }
}
