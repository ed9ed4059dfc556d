package shop.handover.kit.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One event on topic `stripe-events`: the bytes exactly as Stripe signed them, and beside them what a consumer wants
/// to know before it parses. Headers are hints; only the signature makes a record true.
///
/// @param key payment intent id, else session id: one payment keeps its order
/// @param signature the `Stripe-Signature` header as it came
public record StripeEventRecord(
        String key,
        String eventId,
        String eventType,
        boolean livemode,
        Instant receivedAt,
        String signature,
        Optional<String> traceparent,
        byte[] body) {

    /// The record's headers as Kafka carries them.
    public Map<String, byte[]> headers() {
        var headers = new LinkedHashMap<String, byte[]>();
        headers.put("event-id", eventId.getBytes(UTF_8));
        headers.put("event-type", eventType.getBytes(UTF_8));
        headers.put("livemode", Boolean.toString(livemode).getBytes(UTF_8));
        headers.put("received-at", receivedAt.toString().getBytes(UTF_8));
        headers.put("stripe-signature", signature.getBytes(UTF_8));
        traceparent.ifPresent(trace -> headers.put("traceparent", trace.getBytes(UTF_8)));
        return headers;
    }

    /// Reads a record back. Missing or odd headers become empty values: the consumer decides what is poison.
    ///
    /// @param headers the last value of each header
    public static StripeEventRecord of(String key, Map<String, byte[]> headers, byte[] body) {
        return new StripeEventRecord(
                key == null ? "" : key,
                text(headers, "event-id"),
                text(headers, "event-type"),
                text(headers, "livemode").equals("true"),
                time(text(headers, "received-at")),
                text(headers, "stripe-signature"),
                Optional.of(text(headers, "traceparent")).filter(trace -> !trace.isEmpty()),
                body == null ? new byte[0] : body);
    }

    private static String text(Map<String, byte[]> headers, String name) {
        var value = headers.get(name);
        return value == null ? "" : new String(value, UTF_8);
    }

    private static Instant time(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
