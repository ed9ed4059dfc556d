package shop.handover.sandbox.stripe.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Consumer;

/// What has happened in a world, and which endpoints are to hear of it.
/// Longer than a screen: recording and owing happen in one step.
///
/// @see <a href="https://docs.stripe.com/api/events">Stripe: events</a>
public final class Events {

    /// The API version of the account, used where neither a request nor an endpoint names one.
    public static final String ACCOUNT_VERSION = "2026-07-29.dahlia";

    /// The request that events are owed to; both null where the sandbox itself acts.
    public record Origin(String request, String key) {
        public static final Origin NONE = new Origin(null, null);
    }

    private final World world;
    private final Consumer<String> dispatcher;
    private Origin origin = Origin.NONE;
    private Consumer<ObjectNode> listener = _ -> {};

    /// @param dispatcher told the id of each new delivery, outside the world's lock
    public Events(World world, Consumer<String> dispatcher) {
        this.world = world;
        this.dispatcher = dispatcher;
    }

    /// Tells of each new event, inside the world's lock, also where no endpoint asked for it.
    public void whenRecorded(Consumer<ObjectNode> told) {
        this.listener = told;
    }

    /// Names the request behind the events that follow.
    public void because(Origin cause) {
        this.origin = cause;
    }

    public ObjectNode emit(String type, ObjectNode object) {
        return emit(type, object, Optional.empty());
    }

    /// Records the event with the object as it is now, and owes it to every enabled endpoint that asked for its type.
    public ObjectNode emit(String type, ObjectNode object, Optional<ObjectNode> previous) {
        var data = Json.object();
        data.set("object", Json.shownThroughout(object.deepCopy()));
        previous.ifPresent(before -> data.set("previous_attributes", before));
        return record(type, data);
    }

    /// The same happening under another event id, as Stripe sometimes tells it.
    public ObjectNode twin(ObjectNode event) {
        return record(event.get("type").asText(), (ObjectNode) event.get("data").deepCopy());
    }

    /// Owes the event to one endpoint (again).
    public String owe(ObjectNode event, ObjectNode endpoint) {
        var delivery = Json.object();
        delivery.put("id", Ids.next(Delivery.OBJECT, world.live()));
        delivery.put("object", Delivery.OBJECT);
        delivery.put("created", world.clock().seconds());
        delivery.put("event", event.get("id").asText());
        delivery.put("type", event.get("type").asText());
        delivery.put("endpoint", endpoint.get("id").asText());
        delivery.put("url", endpoint.get("url").asText());
        delivery.put("state", "waiting");
        delivery.set("attempts", Json.array());
        delivery.putNull("next_attempt");
        world.put(delivery);
        var id = delivery.get("id").asText();
        world.after(() -> dispatcher.accept(id));
        return id;
    }

    /// The event as listed: with the number of endpoints still waiting for it.
    public ObjectNode shown(ObjectNode event) {
        var waiting = world.where(Delivery.OBJECT, "event", event.get("id").asText())
                .filter(delivery -> !delivery.get("state").asText().equals("delivered"))
                .count();
        event.put("pending_webhooks", waiting);
        return event;
    }

    private ObjectNode record(String type, ObjectNode data) {
        var event = Json.template("event");
        event.put("id", Ids.next("event", world.live()));
        event.put("api_version", ACCOUNT_VERSION);
        event.put("created", world.clock().seconds());
        event.set("data", data);
        event.put("livemode", world.live());
        ((ObjectNode) event.get("request")).put("id", origin.request()).put("idempotency_key", origin.key());
        event.put("type", type);
        var hearing = world.where("webhook_endpoint", "status", "enabled")
                .filter(endpoint -> asksFor(endpoint, type))
                .toList();
        event.put("pending_webhooks", hearing.size());
        world.put(event);
        hearing.forEach(endpoint -> owe(event, endpoint));
        listener.accept(event);
        return event;
    }

    private static boolean asksFor(JsonNode endpoint, String type) {
        for (JsonNode wanted : endpoint.get("enabled_events")) {
            if (wanted.asText().equals("*") || wanted.asText().equals(type)) {
                return true;
            }
        }
        return false;
    }
}
