package shop.handover.sandbox.stripe.http;

import static shop.handover.sandbox.stripe.http.Shown.cut;
import static shop.handover.sandbox.stripe.http.Shown.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import shop.handover.sandbox.stripe.control.Settings;
import shop.handover.sandbox.stripe.resource.WebhookEndpoints;
import shop.handover.sandbox.stripe.wire.Form;
import shop.handover.sandbox.stripe.world.Delivery;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;
import shop.handover.sandbox.stripe.world.Worlds;

/// What a developer opens when something looks wrong: sessions, payments, events, each delivery with request and
/// answer, and the switches for trouble. Longer than a screen: it is one page with many rows.
final class Dashboard {

    private static final int ROWS = 50;

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
                    deliveries.stream().limit(ROWS).map(DeliveryRow::of).toList());
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
                            .map(session -> SessionRow.of(world, session))
                            .toList());
            data.put(
                    "payments",
                    world.newest("payment_intent")
                            .limit(ROWS)
                            .map(intent -> PaymentRow.of(world, intent))
                            .toList());
            data.put(
                    "refunds",
                    world.newest("refund").limit(ROWS).map(PaymentRow::refund).toList());
            data.put("troubled", settings.troubled());
            data.put(
                    "endpoints",
                    world.newest("webhook_endpoint")
                            .map(endpoint -> endpoint(world, endpoint))
                            .toList());
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

    private static Map<String, Object> endpoint(World world, ObjectNode endpoint) {
        return Map.of(
                "id", endpoint.get("id").asText(),
                "url", endpoint.get("url").asText(),
                "version", endpoint.path("api_version").asText("account's"),
                "status", endpoint.get("status").asText(),
                "enabled", endpoint.get("status").asText().equals("enabled"),
                "secrets", WebhookEndpoints.secrets(endpoint, world.clock().seconds()),
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
                                .map(d -> DeliveryRow.whole(world, object, d))
                                .toList()
                        : List.of());
        var asListed = event ? world.events().shown(object) : object;
        data.put("json", new String(Json.pretty(Json.shownThroughout(asListed.deepCopy())), StandardCharsets.UTF_8));
        return data;
    }
}
