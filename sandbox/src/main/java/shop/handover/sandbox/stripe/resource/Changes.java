package shop.handover.sandbox.stripe.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import shop.handover.sandbox.stripe.wire.Metadata;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.world.Json;

/// Carries parameters over into an object, and tells what an update changed.
public final class Changes {

    private Changes() {}

    /// Copies parameters to the fields of the same name; what was unset becomes null.
    public static void copy(Params params, ObjectNode node, String... names) {
        for (String name : names) {
            if (params.values().containsKey(name)) {
                node.set(name, Json.of(params.values().get(name)));
            }
        }
    }

    /// Merges metadata as Stripe does: a key given empty goes, metadata given empty goes whole.
    public static void metadata(Params params, ObjectNode node) {
        if (params.unsets("metadata")) {
            node.set("metadata", Json.object());
            return;
        }
        var metadata = node.get("metadata") instanceof ObjectNode known ? known : node.putObject("metadata");
        params.part("metadata").values().forEach((key, value) -> {
            if (((String) value).isEmpty()) {
                metadata.remove(key);
            } else {
                metadata.put(key, (String) value);
            }
        });
        Metadata.checkCount(metadata.size(), params.path("metadata"));
    }

    /// The fields of `before` that differ in `after`; empty where none does.
    public static Optional<ObjectNode> between(ObjectNode before, ObjectNode after) {
        var changed = Json.object();
        before.properties().forEach(field -> {
            var now = after.get(field.getKey());
            if (!field.getKey().startsWith("_") && !field.getValue().equals(now)) {
                changed.set(field.getKey(), was(field.getValue(), now));
            }
        });
        return changed.isEmpty() ? Optional.empty() : Optional.of(changed);
    }

    // Of a map, what changed in it; null where there was nothing.
    private static JsonNode was(JsonNode before, JsonNode after) {
        if (!(before instanceof ObjectNode) || !(after instanceof ObjectNode)) {
            return before;
        }
        var changed = Json.object();
        before.properties().stream()
                .filter(field -> !field.getValue().equals(after.get(field.getKey())))
                .forEach(field -> changed.set(field.getKey(), was(field.getValue(), after.get(field.getKey()))));
        after.fieldNames().forEachRemaining(name -> {
            if (!before.has(name)) {
                changed.putNull(name);
            }
        });
        return changed;
    }
}
