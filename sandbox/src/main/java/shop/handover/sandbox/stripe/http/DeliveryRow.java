package shop.handover.sandbox.stripe.http;

import static shop.handover.sandbox.stripe.http.Shown.cut;
import static shop.handover.sandbox.stripe.http.Shown.look;
import static shop.handover.sandbox.stripe.http.Shown.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import shop.handover.sandbox.stripe.delivery.Rendering;
import shop.handover.sandbox.stripe.world.World;

/// A delivery on the dashboard, and on its event's page with every attempt.
final class DeliveryRow {

    private DeliveryRow() {}

    static Map<String, Object> of(ObjectNode delivery) {
        var attempts = delivery.get("attempts");
        var last = telling(attempts);
        var row = new HashMap<String, Object>();
        row.put("time", time(delivery.get("created").asLong() * 1000));
        row.put("type", delivery.get("type").asText());
        row.put("event", delivery.get("event").asText());
        row.put("shortEvent", cut(delivery.get("event").asText()));
        row.put("answer", last.path("status").asInt() > 0 ? last.get("status").asText() : "–");
        row.put("took", last.has("took_ms") ? last.get("took_ms").asText() + " ms" : "–");
        row.put("tries", delivery.path("tried").asInt());
        state(delivery, row);
        return row;
    }

    // The attempt that was accepted, else the last: a copy may have been refused after it.
    private static JsonNode telling(JsonNode attempts) {
        for (JsonNode attempt : attempts) {
            if (attempt.get("status").asInt() / 100 == 2) {
                return attempt;
            }
        }
        return attempts.path(attempts.size() - 1);
    }

    private static void state(ObjectNode delivery, Map<String, Object> row) {
        long next = delivery.get("next_attempt").asLong(0) - System.currentTimeMillis();
        switch (delivery.get("state").asText()) {
            case "delivered" -> look(row, "ok", "delivered");
            case "held" -> look(row, "wait", "held back");
            case "failed" -> look(row, "bad", "given up");
            case "dropped" -> look(row, "", "endpoint off");
            default -> look(row, "wait", next > 0 ? "retry in " + Math.ceilDiv(next, 1000) + " s" : "on its way");
        }
    }

    /// With what was sent and what was answered.
    static Map<String, Object> whole(World world, ObjectNode event, ObjectNode delivery) {
        var row = new HashMap<>(of(delivery));
        row.put("url", delivery.get("url").asText());
        row.put(
                "body",
                world.find("webhook_endpoint", delivery.get("endpoint").asText())
                        .map(endpoint ->
                                new String(Rendering.of(world, event.deepCopy(), endpoint), StandardCharsets.UTF_8))
                        .orElse(""));
        var attempts = new ArrayList<Map<String, Object>>();
        for (JsonNode attempt : delivery.get("attempts")) {
            attempts.add(Map.of(
                    "time", time(attempt.get("at").asLong()),
                    "status",
                            attempt.get("status").asInt() > 0
                                    ? attempt.get("status").asText()
                                    : "no answer",
                    "took", attempt.get("took_ms").asText(),
                    "signature", attempt.get("signature").asText(),
                    "answer",
                            attempt.get("error").asText().isEmpty()
                                    ? attempt.get("answer").asText()
                                    : attempt.get("error").asText()));
        }
        row.put("attempts", attempts);
        return row;
    }
}
