package shop.handover.kit.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// One purchase, one trace: from Buy to the mail and the file. Stripe does not carry a trace, so its name travels in
/// the session's sealed metadata and in the purchase's row, as W3C `traceparent`. Each [Station] writes a span of its
/// own into it.
///
/// @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C: traceparent</a>
public final class PurchaseTrace {

    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private PurchaseTrace() {}

    /// The span at work here, as `traceparent`; empty where nothing is traced.
    public static Optional<String> here() {
        return Optional.of(Span.current().getSpanContext())
                .filter(SpanContext::isValid)
                .map(PurchaseTrace::text);
    }

    /// A trace for a purchase that begins: the request's own, or a fresh one where nothing is traced, so that its
    /// later stations still have a name for it.
    public static String begin() {
        return here().orElseGet(() -> of(UUID.randomUUID().toString()));
    }

    /// The same trace for the same seed, for a purchase whose beginning may be repeated to the letter.
    public static String of(String seed) {
        try {
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(seed.getBytes(UTF_8)));
            return "00-" + digest.substring(0, 32) + "-" + digest.substring(32, 48) + "-01";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The span that a `traceparent` names; empty where it is none, whoever wrote it.
    public static Optional<SpanContext> read(String traceparent) {
        var match = TRACEPARENT.matcher(traceparent);
        return match.matches()
                ? Optional.of(SpanContext.createFromRemoteParent(
                                match.group(1),
                                match.group(2),
                                TraceFlags.fromHex(match.group(3), 0),
                                TraceState.getDefault()))
                        .filter(SpanContext::isValid)
                : Optional.empty();
    }

    private static String text(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }
}
