package shop.handover.webhook.event;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import shop.handover.kit.event.EventEnvelope;
import shop.handover.kit.event.EventTypes;
import shop.handover.kit.event.StripeEventRecord;
import shop.handover.kit.stripe.Mode;
import shop.handover.kit.stripe.SignatureVerdict;
import shop.handover.kit.stripe.SignatureVerdict.Forged;
import shop.handover.kit.stripe.SignatureVerdict.Genuine;
import shop.handover.kit.stripe.WebhookSignature;
import shop.handover.webhook.event.Receipt.Ignored;
import shop.handover.webhook.event.Receipt.Published;
import shop.handover.webhook.event.Receipt.Reason;
import shop.handover.webhook.event.Receipt.Rejected;

/// Takes an event from Stripe and has it kept. Keeps no memory: a repeat is published again and absorbed by
/// fulfillment, where a unique key does it for certain.
@ApplicationScoped
public class ReceiveEvent {

    private final WebhookSignature signatures;
    private final Mode mode;
    private final EventJournal journal;
    private final Watch watch;
    private final Clock clock;

    ReceiveEvent(WebhookSignature signatures, Mode mode, EventJournal journal, Watch watch, Clock clock) {
        this.signatures = signatures;
        this.mode = mode;
        this.journal = journal;
        this.watch = watch;
        this.clock = clock;
    }

    /// Completes with [Published] only after the journal has the event; fails where the journal does, so that Stripe
    /// comes back.
    ///
    /// @param signature the value of `Stripe-Signature`; empty where there was none
    /// @param body the bytes as sent
    public Uni<Receipt> receive(String signature, Optional<String> traceparent, byte[] body) {
        var now = clock.instant();
        return switch (signatures.verify(signature, body, now)) {
            case Forged(var reason) -> forged(reason, signature, body, now);
            case Genuine genuine -> {
                watch(genuine, now);
                yield EventEnvelope.read(body)
                        .map(event -> keep(event, record(event, now, signature, traceparent, body)))
                        .orElseGet(() -> rejected(Reason.NOT_AN_EVENT));
            }
        };
    }

    // A clock of ours that is wrong makes all of Stripe's calls stale: they are Stripe's all the same, and tell by how
    // much.
    private Uni<Receipt> forged(SignatureVerdict.Reason why, String signature, byte[] body, Instant now) {
        if (why == SignatureVerdict.Reason.STALE && signatures.verifyOfAnyAge(signature, body) instanceof Genuine old) {
            watch(old, now);
        }
        return rejected(Reason.valueOf(why.name()));
    }

    private void watch(Genuine genuine, Instant now) {
        watch.signed(genuine.secret(), Duration.between(genuine.signedAt(), now));
    }

    private Uni<Receipt> keep(EventEnvelope event, StripeEventRecord written) {
        if (event.livemode() != mode.livemode()) {
            return rejected(Reason.WRONG_MODE);
        }
        if (!EventTypes.handled(event.type()) || !event.account().isEmpty()) {
            return Uni.createFrom().item(new Ignored(event));
        }
        watch.underWay();
        return journal.append(written).onTermination().invoke(watch::arrived).replaceWith(new Published(event));
    }

    private static StripeEventRecord record(
            EventEnvelope event, Instant now, String signature, Optional<String> traceparent, byte[] body) {
        return new StripeEventRecord(
                event.key(), event.id(), event.type(), event.livemode(), now, signature, traceparent, body);
    }

    private static Uni<Receipt> rejected(Reason why) {
        return Uni.createFrom().item(new Rejected(why));
    }
}
