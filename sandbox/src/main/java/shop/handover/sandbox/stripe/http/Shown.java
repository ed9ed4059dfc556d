package shop.handover.sandbox.stripe.http;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/// What rows of the dashboard have in common: a light, a time of day, an id cut short.
final class Shown {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private Shown() {}

    /// @param look the light: `ok`, `wait`, `bad` or none
    static void look(Map<String, Object> row, String look, String state) {
        row.put("look", look);
        row.put("state", state);
    }

    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    static String cut(String id) {
        return id.length() <= 16
                ? id
                : id.substring(0, id.startsWith("cs_") ? 12 : 8) + "…" + id.substring(id.length() - 4);
    }
}
