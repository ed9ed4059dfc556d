package shop.handover.sandbox.stripe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import shop.handover.sandbox.stripe.control.Settings;
import shop.handover.sandbox.stripe.delivery.Rendering;
import shop.handover.sandbox.stripe.wire.Form;
import shop.handover.sandbox.stripe.world.Delivery;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;
import shop.handover.sandbox.stripe.world.Worlds;

/// What a developer opens when something looks wrong: sessions, payments, events, each delivery with request and
/// answer, and the switches for trouble. Longer than a screen: it is one page with many rows.
final class Dashboard {

    private static final int ROWS = 50;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Worlds worlds;
    private final Settings settings;

    Dashboard(Worlds worlds, Settings settings) {
        this.worlds = worlds;
        this.settings = settings;
    }

    void handle(HttpServerRequest request) {
        boolean live = "live".equals(Form.decode(request.query()).get("mode"));
        var path = request.path();
        var reply = path.startsWith("/dashboard/show/")
                ? show(path.substring("/dashboard/show/".length()))
                : overview(live);
        reply.with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'")
                .with("Referrer-Policy", "same-origin")
                .with("X-Content-Type-Options", "nosniff")
                .with("Cache-Control", "no-store")
                .send(request.response());
    }

    private Reply overview(boolean live) {
        var world = worlds.of(live);
        return world.with(() -> {
            var data = new HashMap<String, Object>();
            var deliveries = world.newest(Delivery.OBJECT).limit(4 * ROWS).toList();
            data.put("mode", live ? "live" : "test");
            data.put("tally", tally(world, deliveries));
            data.put(
                    "deliveries",
                    deliveries.stream().limit(ROWS).map(Dashboard::delivery).toList());
            data.put(
                    "events",
                    world.newest("event")
                            .limit(ROWS)
                            .map(event -> event(world, event))
                            .toList());
            data.put(
                    "sessions",
                    world.newest("checkout.session")
                            .limit(ROWS)
                            .map(Dashboard::session)
                            .toList());
            data.put(
                    "payments",
                    world.newest("payment_intent")
                            .limit(ROWS)
                            .map(intent -> payment(world, intent))
                            .toList());
            data.put(
                    "endpoints",
                    world.newest("webhook_endpoint").map(Dashboard::endpoint).toList());
            var now = new HashMap<String, Object>();
            settings.shown()
                    .properties()
                    .forEach(s -> now.put(
                            s.getKey(),
                            s.getValue().isBoolean()
                                    ? s.getValue().asBoolean()
                                    : s.getValue().asText()));
            data.put("now", now);
            return Reply.page(200, Templates.render("dashboard", data));
        });
    }

    private static List<Map<String, Object>> tally(World world, List<ObjectNode> deliveries) {
        var states = deliveries.stream()
                .collect(Collectors.groupingBy(d -> d.get("state").asText(), Collectors.counting()));
        var took = deliveries.stream()
                .flatMap(d -> StreamSupport.stream(d.get("attempts").spliterator(), false))
                .filter(a -> a.get("status").asInt() > 0)
                .map(a -> a.get("took_ms").asLong())
                .sorted()
                .toList();
        var tally = new ArrayList<Map<String, Object>>();
        tally.add(count("Sessions", world.count("checkout.session"), ""));
        tally.add(count("Payments", world.count("payment_intent"), ""));
        tally.add(count("Events", world.count("event"), ""));
        tally.add(count("Delivered", states.getOrDefault("delivered", 0L), ""));
        tally.add(count("Waiting", states.getOrDefault("waiting", 0L) + states.getOrDefault("held", 0L), "wait"));
        tally.add(count("Refused", states.getOrDefault("failed", 0L), "bad"));
        tally.add(Map.of(
                "label",
                "Webhook, median",
                "value",
                took.isEmpty() ? "–" : took.get(took.size() / 2) + " ms",
                "look",
                ""));
        return tally;
    }

    private static Map<String, Object> count(String label, long value, String look) {
        return Map.of("label", label, "value", String.valueOf(value), "look", value > 0 ? look : "");
    }

    private static Map<String, Object> delivery(ObjectNode delivery) {
        var attempts = delivery.get("attempts");
        var last = attempts.path(attempts.size() - 1);
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

    private static void look(Map<String, Object> row, String look, String state) {
        row.put("look", look);
        row.put("state", state);
    }

    private static Map<String, Object> event(World world, ObjectNode event) {
        var about = event.at("/data/object/id").asText("");
        return Map.of(
                "time", time(event.get("created").asLong() * 1000),
                "type", event.get("type").asText(),
                "id", event.get("id").asText(),
                "shortId", cut(event.get("id").asText()),
                "about", about,
                "shortAbout", cut(about),
                "pending", world.events().shown(event).get("pending_webhooks").asLong());
    }

    private static Map<String, Object> session(ObjectNode session) {
        var row = new HashMap<String, Object>();
        row.put("time", time(session.get("created").asLong() * 1000));
        row.put("id", session.get("id").asText());
        row.put("shortId", cut(session.get("id").asText()));
        row.put("product", session.at("/_items/0/description").asText(""));
        row.put(
                "amount",
                Amounts.withCode(
                        session.get("amount_total").asLong(),
                        session.get("currency").asText(),
                        "en"));
        row.put("buyer", Json.text(session.path("customer_details"), "email"));
        row.put("url", Json.text(session, "url").replaceFirst("^https?://[^/]+", ""));
        var status = session.get("status").asText();
        var paid = session.get("payment_status").asText();
        row.put("open", status.equals("open"));
        row.put("processing", status.equals("complete") && paid.equals("unpaid"));
        switch (status + " " + paid) {
            case "complete paid" -> look(row, "ok", "paid");
            case "complete no_payment_required" -> look(row, "ok", "free");
            case "complete unpaid" -> look(row, "wait", "processing or failed");
            default -> look(row, "", status);
        }
        return row;
    }

    private static Map<String, Object> payment(World world, ObjectNode intent) {
        var row = new HashMap<String, Object>();
        var charge = world.find("charge", Json.text(intent, "latest_charge"));
        row.put("id", intent.get("id").asText());
        row.put("shortId", cut(intent.get("id").asText()));
        row.put(
                "amount",
                Amounts.withCode(
                        intent.get("amount").asLong(), intent.get("currency").asText(), "en"));
        row.put("method", charge.map(Dashboard::method).orElse(""));
        boolean paid = charge.filter(c -> c.get("paid").asBoolean()).isPresent();
        boolean disputed = charge.filter(c -> c.get("disputed").asBoolean()).isPresent();
        var dispute = charge.flatMap(c -> world.find("dispute", Json.text(c, "dispute")))
                .map(d -> d.get("status").asText())
                .orElse("");
        boolean openDispute = dispute.endsWith("needs_response") || dispute.endsWith("under_review");
        boolean refunded = charge.filter(c -> c.get("refunded").asBoolean()).isPresent();
        row.put("processing", intent.get("status").asText().equals("processing"));
        row.put("refundable", paid && !disputed && !refunded);
        row.put("disputable", paid && dispute.isEmpty());
        row.put("decidable", openDispute);
        paymentState(
                row, intent, charge.map(c -> c.get("amount_refunded").asLong()).orElse(0L), refunded, dispute);
        return row;
    }

    private static void paymentState(
            Map<String, Object> row, ObjectNode intent, long back, boolean refunded, String dispute) {
        var status = intent.get("status").asText();
        if (!dispute.isEmpty()) {
            look(row, dispute.equals("won") ? "ok" : "bad", "dispute: " + dispute.replace('_', ' '));
        } else if (refunded || back > 0) {
            look(row, "wait", refunded ? "refunded" : "refunded in part");
        } else {
            look(
                    row,
                    status.equals("succeeded")
                            ? "ok"
                            : status.equals("processing")
                                    ? "wait"
                                    : intent.get("last_payment_error").isNull() ? "" : "bad",
                    intent.get("last_payment_error").isNull() ? status.replace('_', ' ') : "declined");
        }
    }

    private static String method(ObjectNode charge) {
        var type = charge.at("/payment_method_details/type").asText();
        return (type.equals("card") ? "card" : "SEPA") + " ···· "
                + charge.at("/payment_method_details/" + type + "/last4").asText();
    }

    private static Map<String, Object> endpoint(ObjectNode endpoint) {
        return Map.of(
                "id", endpoint.get("id").asText(),
                "url", endpoint.get("url").asText(),
                "version", endpoint.path("api_version").asText("account's"),
                "status", endpoint.get("status").asText(),
                "events", endpoint.get("enabled_events").size());
    }

    private Reply show(String id) {
        for (World world : worlds.all()) {
            var found = world.with(() -> world.find(id).map(object -> shown(world, object)));
            if (found.isPresent()) {
                return Reply.page(200, Templates.render("shown", found.get()));
            }
        }
        return Reply.page(404, "There is nothing under this id.");
    }

    private static Map<String, Object> shown(World world, ObjectNode object) {
        var data = new HashMap<String, Object>();
        var id = object.get("id").asText();
        boolean event = object.get("object").asText().equals("event");
        data.put("id", id);
        data.put("event", event);
        data.put(
                "deliveries",
                event
                        ? world.where(Delivery.OBJECT, "event", id)
                                .map(d -> letters(world, object, d))
                                .toList()
                        : List.of());
        data.put("json", new String(Json.pretty(Json.shown(object.deepCopy())), StandardCharsets.UTF_8));
        return data;
    }

    private static Map<String, Object> letters(World world, ObjectNode event, ObjectNode delivery) {
        var row = new HashMap<>(delivery(delivery));
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

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    private static String cut(String id) {
        return id.length() <= 16
                ? id
                : id.substring(0, id.startsWith("cs_") ? 12 : 8) + "…" + id.substring(id.length() - 4);
    }
}
