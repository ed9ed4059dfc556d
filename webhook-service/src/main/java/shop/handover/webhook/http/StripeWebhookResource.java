package shop.handover.webhook.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import shop.handover.kit.event.EventEnvelope;
import shop.handover.kit.event.EventTypes;
import shop.handover.kit.trace.PurchaseTrace;
import shop.handover.kit.trace.Station;
import shop.handover.webhook.event.Receipt;
import shop.handover.webhook.event.Receipt.Ignored;
import shop.handover.webhook.event.Receipt.Published;
import shop.handover.webhook.event.Receipt.Reason;
import shop.handover.webhook.event.Receipt.Rejected;
import shop.handover.webhook.event.ReceiveEvent;
import shop.handover.webhook.http.Problems.Problem;

/// Stripe's door into the house.
@Path("/api/stripe/webhook")
class StripeWebhookResource {

    private static final Logger LOG = Logger.getLogger(StripeWebhookResource.class);

    private final ReceiveEvent receiveEvent;
    private final MeterRegistry meters;

    StripeWebhookResource(ReceiveEvent receiveEvent, MeterRegistry meters) {
        this.receiveEvent = receiveEvent;
        this.meters = meters;
        // A counter that is there before its first event is one whose first event can be alarmed on.
        EventTypes.HANDLED.forEach(type -> counter("published", type));
        counter("ignored", "other");
        Arrays.stream(Reason.values()).forEach(why -> counter("rejected", kind(why)));
        counter("unpublished", "broker");
    }

    /// Answers 200 only once the event is in Kafka. A broker outage becomes a 503, and Stripe tries again for days: its
    /// retry queue is ours. Whatever is wrong with the call itself is a 400, never a 5xx that Stripe would repeat.
    ///
    /// @param body the bytes as sent; parsing them first would break the signature
    @POST
    public Uni<RestResponse<Problem>> receive(
            @RestHeader("Stripe-Signature") @DefaultValue("") String signature,
            @RestHeader("traceparent") Optional<String> traceparent,
            byte[] body) {
        var station = Station.begin();
        return receiveEvent
                .receive(signature, PurchaseTrace.here().or(() -> traceparent), body)
                .map(receipt -> answer(receipt, station))
                .onFailure()
                .recoverWithItem(this::notKept);
    }

    private RestResponse<Problem> answer(Receipt receipt, Station station) {
        return switch (receipt) {
            case Published(var event) -> {
                count("published", event.type());
                station.passed(event.type() + " received", event.traceparent(), checkout(event));
                LOG.infof("published %s %s for %s", event.type(), event.id(), subject(event));
                yield RestResponse.ok();
            }
            case Ignored(var event) -> {
                // The type is Stripe's word, but a metric must not grow with every word Stripe invents.
                count("ignored", "other");
                LOG.infof("not ours to act on: %s %s", event.type(), event.id());
                yield RestResponse.ok();
            }
            case Rejected(var why) -> {
                count("rejected", kind(why));
                LOG.warnf("refused a webhook call: %s", why);
                yield Problems.refused();
            }
        };
    }

    // Every station of a purchase logs this key; refunds and disputes only know their own.
    private static String subject(EventEnvelope event) {
        return checkout(event).isEmpty() ? event.objectId() : "checkout=" + event.objectId();
    }

    private static String checkout(EventEnvelope event) {
        return event.objectId().startsWith("cs_") ? event.objectId() : "";
    }

    private RestResponse<Problem> notKept(Throwable why) {
        count("unpublished", "broker");
        LOG.errorf("an event could not be kept, Stripe will send it again: %s", why);
        return Problems.notKept();
    }

    private void count(String outcome, String kind) {
        counter(outcome, kind).increment();
    }

    private Counter counter(String outcome, String kind) {
        return meters.counter("handover.webhook.events", "outcome", outcome, "kind", kind);
    }

    private static String kind(Reason why) {
        return why.name().toLowerCase(Locale.ROOT);
    }
}
