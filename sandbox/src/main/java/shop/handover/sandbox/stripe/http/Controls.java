package shop.handover.sandbox.stripe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.handover.sandbox.stripe.checkout.Buyer;
import shop.handover.sandbox.stripe.control.Actions;
import shop.handover.sandbox.stripe.control.Settings;
import shop.handover.sandbox.stripe.payment.Instrument;
import shop.handover.sandbox.stripe.resource.WebhookEndpoints;
import shop.handover.sandbox.stripe.wire.Form;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Delivery;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;
import shop.handover.sandbox.stripe.world.Worlds;

/// The sandbox's own API under `/_sandbox/`: forms or flat JSON in, JSON out; a browser's form comes back to the
/// dashboard. Other sites' pages are refused. Described in the module's README. Longer than a screen: it is the list
/// of the controls.
final class Controls {

    private final Worlds worlds;
    private final Actions actions;
    private final Settings settings;

    Controls(Worlds worlds, Actions actions, Settings settings) {
        this.worlds = worlds;
        this.actions = actions;
        this.settings = settings;
    }

    void handle(HttpServerRequest request) {
        Body.of(request)
                .map(body -> guarded(request, body))
                .otherwise(_ -> problem(
                        400, "This request could not be read", "Send a form or one flat JSON object of at most 1 MB."))
                .onSuccess(reply -> reply.send(request.response()));
    }

    // A person at the dashboard reads a page, a program a problem.
    private Reply guarded(HttpServerRequest request, Buffer body) {
        var reply = tried(request, body);
        return reply.status() >= 400 && isForm(request)
                ? Reply.page(reply.status(), Templates.render("refused", refusal(reply)))
                : reply;
    }

    private static Map<String, Object> refusal(Reply problem) {
        var read = Json.read(problem.body());
        return Map.of(
                "title", read.get("title").asText(),
                "detail", read.get("detail").asText());
    }

    private Reply tried(HttpServerRequest request, Buffer body) {
        try {
            var origin = request.getHeader("Origin");
            if (origin != null && !origin.equals("null") && !origin.endsWith("://" + request.getHeader("Host"))) {
                return problem(
                        403,
                        "Another site's page asked for this",
                        "Call the sandbox from its own pages or without a browser.");
            }
            var given = given(request, body);
            var answer = answer(request, given);
            return isForm(request)
                    ? Reply.seeOther("/" + (given.getOrDefault("mode", "").equals("live") ? "?mode=live" : ""))
                    : Reply.json(200, answer);
        } catch (StripeError refused) {
            return problem(refused.status(), "Refused as Stripe would", refused.getMessage());
        } catch (NotFound unknown) {
            return problem(404, "There is no such control", unknown.getMessage());
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            return problem(400, "This cannot be done", String.valueOf(wrong.getMessage()));
        }
    }

    private static boolean isForm(HttpServerRequest request) {
        var accept = request.getHeader("Accept");
        return request.method().name().equals("POST") && accept != null && accept.contains("text/html");
    }

    private static Reply problem(int status, String title, String detail) {
        var problem = Json.object();
        problem.put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        return Reply.json(status, problem).with("Content-Type", "application/problem+json");
    }

    private static Map<String, String> given(HttpServerRequest request, Buffer body) {
        var given = new HashMap<String, String>();
        var type = request.getHeader("Content-Type");
        if (type != null && type.startsWith("application/json")) {
            JsonNode json = Json.read(body.getBytes());
            json.properties()
                    .forEach(field -> given.put(field.getKey(), field.getValue().asText()));
        } else {
            Form.decode(request.query(), body.toString()).forEach((k, v) -> given.put(k, v.toString()));
        }
        return given;
    }

    private JsonNode answer(HttpServerRequest request, Map<String, String> given) {
        var path = List.of(request.path().substring("/_sandbox/".length()).split("/"));
        var method = request.method().name();
        return switch (path.size()) {
            case 1 -> whole(method, path.getFirst(), given);
            case 2 -> one(method, path.getFirst(), path.get(1), given);
            case 3 -> act(method, path, given);
            default -> throw new NotFound(method + " " + request.path());
        };
    }

    private JsonNode whole(String method, String what, Map<String, String> given) {
        return switch (method + " " + what) {
            case "GET trouble" -> settings.shown();
            case "POST trouble" -> {
                if (given.remove("whole") != null) {
                    settings.reset();
                }
                settings.change(given);
                yield settings.shown();
            }
            case "DELETE trouble" -> {
                settings.reset();
                yield settings.shown();
            }
            case "GET deliveries" -> deliveries(given);
            case "POST reset" -> {
                worlds.all().forEach(world -> world.run(world::clear));
                settings.reset();
                yield settings.shown();
            }
            default -> throw new NotFound(method + " /_sandbox/" + what);
        };
    }

    private JsonNode deliveries(Map<String, String> given) {
        var world = world(given);
        return world.with(() -> {
            var all = Json.array();
            var found = given.containsKey("event")
                    ? world.where(Delivery.OBJECT, "event", given.get("event"))
                    : given.containsKey("state")
                            ? world.where(Delivery.OBJECT, "state", given.get("state"))
                            : world.newest(Delivery.OBJECT);
            found.limit(100).forEach(delivery -> all.add(Json.shown(delivery)));
            return all;
        });
    }

    private World world(Map<String, String> given) {
        return worlds.of(given.getOrDefault("mode", "test").equals("live"));
    }

    private JsonNode one(String method, String what, String id, Map<String, String> given) {
        return switch (method + " " + what) {
            case "GET deliveries" -> find(Delivery.OBJECT, id);
            case "GET receipts" -> find("charge", id);
            case "POST deliveries" -> {
                if (!id.equals("resend")) {
                    throw new NotFound("POST /_sandbox/deliveries/" + id);
                }
                yield Json.object().put("sent", actions.hurry());
            }
            case "POST clock" -> {
                if (!id.equals("advance")) {
                    throw new NotFound("POST /_sandbox/clock/" + id);
                }
                settings.change(Map.of("advanceSeconds", given.getOrDefault("seconds", "")));
                actions.expireAllDue();
                yield settings.shown();
            }
            default -> throw new NotFound(method + " /_sandbox/" + what + "/" + id);
        };
    }

    private JsonNode find(String object, String id) {
        var world = worlds.holding(object, id);
        return world.with(() -> world.find(object, id)
                .map(Json::shownThroughout)
                .orElseThrow(() -> StripeError.noSuch(object, id, "id")));
    }

    private JsonNode act(String method, List<String> path, Map<String, String> given) {
        var id = path.get(1);
        ObjectNode answer = switch (method + " " + path.getFirst() + " " + path.get(2)) {
            case "POST sessions pay" ->
                actions.pay(id, Buyer.of(given.getOrDefault("email", "buyer@example.com")), instrument(given));
            case "POST sessions expire" -> actions.expire(id);
            case "POST sessions succeed", "POST payments succeed" -> actions.settle(id, true);
            case "POST sessions fail", "POST payments fail" -> actions.settle(id, false);
            case "POST payments refund", "POST sessions refund" -> actions.refund(id, amount(given));
            case "POST payments dispute", "POST sessions dispute" -> actions.dispute(id, false);
            case "POST payments inquire", "POST sessions inquire" -> actions.dispute(id, true);
            case "POST payments win", "POST disputes win", "POST sessions win" -> actions.decide(id, true);
            case "POST payments lose", "POST disputes lose", "POST sessions lose" -> actions.decide(id, false);
            case "POST payments respond", "POST disputes respond", "POST sessions respond" -> actions.respond(id);
            case "POST webhook_endpoints enable" -> actions.enable(id, true);
            case "POST webhook_endpoints disable" -> actions.enable(id, false);
            case "POST refunds fail" -> actions.failRefund(id);
            case "POST events resend" -> actions.resend(id);
            case "POST events twin" -> actions.twin(id);
            case "POST webhook_endpoints roll" -> roll(id, given);
            default -> throw new NotFound(method + " /_sandbox/" + String.join("/", path));
        };
        return Json.shownThroughout(answer);
    }

    private static Instrument instrument(Map<String, String> given) {
        return given.containsKey("iban")
                ? Instrument.account(given.get("iban"))
                : Instrument.card(given.getOrDefault("cardNumber", "4242424242424242"));
    }

    private static Optional<Long> amount(Map<String, String> given) {
        var amount = given.getOrDefault("amount", "");
        return amount.isBlank() ? Optional.empty() : Optional.of(Long.valueOf(amount.strip()));
    }

    private ObjectNode roll(String id, Map<String, String> given) {
        var world = worlds.holding("webhook_endpoint", id);
        return world.with(() -> {
            var endpoint = world.find("webhook_endpoint", id)
                    .orElseThrow(() -> StripeError.noSuch("webhook endpoint", id, "webhook_endpoint"));
            var overlap = Duration.ofSeconds(Long.parseLong(given.getOrDefault("overlapSeconds", "86400")));
            var secret = WebhookEndpoints.roll(endpoint, world.clock().seconds(), overlap);
            world.put(endpoint);
            return Json.shown(endpoint).put("secret", secret);
        });
    }

    private static final class NotFound extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotFound(String what) {
            super(what, null, false, false);
        }
    }
}
