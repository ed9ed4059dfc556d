package shop.handover.fulfillment.kafka;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import shop.handover.kit.event.EventEnvelope;
import shop.handover.kit.event.StripeEventRecord;
import shop.handover.kit.trace.PurchaseTrace;
import shop.handover.kit.trace.Station;

/// A batch of topic `stripe-events` in spans: one for the batch, which goes on where the webhook ended or is linked
/// with all of them, and for each event a station in its purchase's trace.
///
/// @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">OpenTelemetry: messaging</a>
@ApplicationScoped
class BatchTrace {

    private final boolean on;

    BatchTrace(@ConfigProperty(name = "handover.tracing.on") boolean on) {
        this.on = on;
    }

    /// Does the work, watched where tracing is on.
    <T> Uni<T> follow(List<StripeEventRecord> batch, Supplier<Uni<T>> work) {
        return on ? Uni.createFrom().deferred(() -> watched(batch, work)) : work.get();
    }

    private static <T> Uni<T> watched(List<StripeEventRecord> batch, Supplier<Uni<T>> work) {
        var span = span(batch);
        var station = Station.within(Context.current().with(span));
        var scope = station.within().makeCurrent();
        return work.get()
                .invoke(() -> batch.forEach(told -> pass(told, station)))
                .onFailure()
                .invoke(fault ->
                        span.setStatus(StatusCode.ERROR, fault.getClass().getSimpleName()))
                .eventually(() -> {
                    scope.close();
                    span.end();
                });
    }

    private static Span span(List<StripeEventRecord> batch) {
        var begun = batch.stream()
                .map(told -> told.traceparent().flatMap(PurchaseTrace::read))
                .flatMap(Optional::stream)
                .toList();
        var builder = GlobalOpenTelemetry.getTracer(Station.TRACER)
                .spanBuilder("stripe-events process")
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", "stripe-events")
                .setAttribute("messaging.batch.message_count", batch.size());
        begun.forEach(builder::addLink);
        return builder.setParent(parent(batch, begun)).startSpan();
    }

    private static Context parent(List<StripeEventRecord> batch, List<SpanContext> begun) {
        return batch.size() == 1 && begun.size() == 1
                ? Context.root().with(Span.wrap(begun.getFirst()))
                : Context.root();
    }

    private static void pass(StripeEventRecord told, Station station) {
        EventEnvelope.read(told.body())
                .ifPresent(event -> station.passed(
                        event.type() + " recorded",
                        event.traceparent(),
                        event.objectId().startsWith("cs_") ? event.objectId() : ""));
    }
}
