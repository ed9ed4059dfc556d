package shop.handover.sandbox.stripe.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Delivery;
import shop.handover.sandbox.stripe.world.World;

/// What has happened, listable and tellable again. Longer than a screen: its calls and how types are matched.
///
/// @see <a href="https://docs.stripe.com/api/events">Stripe: events</a>
public final class EventLog {

    // Stripe shows events for thirty days, in seconds.
    private static final long LISTED = 30L * 24 * 3600;

    private EventLog() {}

    public static List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/v1/events", "event.list", EventLog::list),
                Operation.of(
                        "GET",
                        "/v1/events/*",
                        "event.retrieve",
                        call -> call.world().events().shown(named(call))),
                Operation.of("POST", "/v1/events/*/retry", "event.retry", EventLog::retry));
    }

    private static ObjectNode list(Call call) {
        var params = call.params();
        if (params.has("type") && params.has("types")) {
            throw StripeError.invalid("You may only specify one of these parameters: type, types.");
        }
        if (params.list("types").size() > 20) {
            throw StripeError.invalid("You may only specify up to 20 types.", "types");
        }
        var undelivered = params.has("delivery_success") ? undelivered(call.world()) : Set.<String>of();
        return Lists.of(
                call,
                "event",
                fields -> isListed(call.world(), Long.parseLong(fields.get("created")))
                        && passes(params, fields, undelivered),
                call.world().events()::shown);
    }

    private static boolean passes(Params params, Map<String, String> fields, Set<String> undelivered) {
        var type = fields.get("type");
        return params.text("type").map(wanted -> matches(wanted, type)).orElse(true)
                && (!params.has("types") || params.texts("types").contains(type))
                && (!params.has("delivery_success")
                        || params.is("delivery_success") != undelivered.contains(fields.get("id")));
    }

    // Stripe lets a type end in `.*`.
    private static boolean matches(String wanted, String type) {
        return wanted.endsWith("*") ? type.startsWith(wanted.substring(0, wanted.length() - 1)) : wanted.equals(type);
    }

    private static Set<String> undelivered(World world) {
        var byEvent = new HashMap<String, Boolean>();
        world.oldest(Delivery.OBJECT)
                .forEach(delivery -> byEvent.merge(
                        delivery.get("event").asText(),
                        delivery.get("state").asText().equals("delivered"),
                        Boolean::logicalAnd));
        return byEvent.entrySet().stream()
                .filter(e -> !e.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static ObjectNode named(Call call) {
        var event = call.named("event", "event", "id");
        if (!isListed(call.world(), event.get("created").asLong())) {
            throw StripeError.noSuch("event", call.id(), "id");
        }
        return event;
    }

    private static boolean isListed(World world, long created) {
        return created > world.clock().seconds() - LISTED;
    }

    // The command line's `events resend`: to one endpoint, or to all that are enabled.
    private static ObjectNode retry(Call call) {
        var event = named(call);
        var wanted = call.params().text("webhook_endpoint");
        wanted.ifPresent(id -> call.given("webhook_endpoint", "webhook endpoint", id, "webhook_endpoint"));
        call.world()
                .where("webhook_endpoint", "status", "enabled")
                .filter(endpoint ->
                        wanted.map(id -> id.equals(endpoint.get("id").asText())).orElse(true))
                .toList()
                .forEach(endpoint -> call.world().events().owe(event, endpoint));
        return call.world().events().shown(event);
    }
}
