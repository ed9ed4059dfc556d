package shop.handover.kit.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Optional;

/// A station of a purchase, taken when its work begins: since when, and within which request, record or round. Its
/// span stands in the purchase's trace and is linked with that one, which is linked back: from either the other is
/// found.
///
/// Without an OpenTelemetry SDK all of this does nothing and costs next to nothing.
///
/// @param within what is at work; may be traced or not
/// @see <a href="https://opentelemetry.io/docs/concepts/signals/traces/#span-links">OpenTelemetry: span links</a>
public record Station(Context within, Instant since) {

    /// Its tracer's name.
    public static final String TRACER = "shop.handover";

    private static final AttributeKey<String> CHECKOUT = AttributeKey.stringKey("handover.checkout");

    /// Here and now.
    public static Station begin() {
        return new Station(Context.current(), Instant.now());
    }

    /// The same time within another span, a record's for instance.
    public static Station within(Context context) {
        return new Station(context, Instant.now());
    }

    /// Writes that the station has been passed.
    ///
    /// @param name what happened, in a few words that are always the same
    /// @param purchase the purchase's `traceparent`; where it is empty or odd the span belongs to what is under way
    /// @param checkout `cs_…`; empty where only another object is known
    public void passed(String name, String purchase, String checkout) {
        open(name, SpanKind.INTERNAL, purchase, checkout).end();
    }

    /// The same for a station that may fail or has more to tell; the caller ends the span.
    public Span open(String name, SpanKind kind, String purchase, String checkout) {
        var trace = PurchaseTrace.read(purchase);
        var span = GlobalOpenTelemetry.getTracer(TRACER)
                .spanBuilder(name)
                .setSpanKind(kind)
                .setStartTimestamp(since)
                .setParent(trace.map(context -> within.with(Span.wrap(context))).orElse(within));
        link(trace, span::addLink);
        mark(span::setAttribute, checkout);
        mark(Span.fromContext(within)::setAttribute, checkout);
        return span.startSpan();
    }

    private void link(Optional<SpanContext> trace, java.util.function.Consumer<SpanContext> links) {
        var here = Span.fromContext(within);
        trace.filter(context -> here.getSpanContext().isValid())
                .filter(context ->
                        !context.getTraceId().equals(here.getSpanContext().getTraceId()))
                .ifPresent(context -> {
                    links.accept(here.getSpanContext());
                    here.addLink(context);
                });
    }

    private static void mark(java.util.function.BiConsumer<AttributeKey<String>, String> attributes, String checkout) {
        if (!checkout.isEmpty()) {
            attributes.accept(CHECKOUT, checkout);
        }
    }
}
