package shop.handover.fulfillment.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// An object of Stripe's inside its event, asked for what it always has and for what it may have.
record Json(JsonNode object, JsonNode event) {

    /// A field that is always there is not.
    static final class Lacking extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Lacking(String field) {
            super(field);
        }
    }

    /// A text that is always there.
    String text(String field) {
        var value = object.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new Lacking(field);
        }
        return storable(value);
    }

    /// An amount that is always there, in minor units.
    long amount(String field) {
        var value = object.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new Lacking(field);
        }
        return value.longValue();
    }

    /// A text that may be there, by the names that lead to it; else empty.
    String textAt(String... path) {
        var value = object;
        for (var name : path) {
            value = value.path(name);
        }
        return value.isTextual() ? storable(value) : "";
    }

    /// An amount that may be there; else 0.
    long amountAt(String... path) {
        var value = object;
        for (var name : path) {
            value = value.path(name);
        }
        return value.isIntegralNumber() ? Math.max(0, value.longValue()) : 0;
    }

    Map<String, String> metadata() {
        Map<String, String> metadata = new HashMap<>();
        object.path("metadata").properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                metadata.put(entry.getKey(), storable(entry.getValue()));
            }
        });
        return metadata;
    }

    /// When the event happened, by Stripe's clock.
    Instant eventTime() {
        var created = event.path("created");
        if (!created.isIntegralNumber() || created.longValue() < 0 || created.longValue() > 253_402_300_799L) {
            throw new Lacking("created");
        }
        return Instant.ofEpochSecond(created.longValue());
    }

    // PostgreSQL keeps no U+0000, and nobody misses one.
    private static String storable(JsonNode value) {
        return value.textValue().replace("\u0000", "");
    }
}
