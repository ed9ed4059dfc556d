package shop.handover.sandbox.stripe.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// First answers by idempotency key, the oldest forgotten beyond the bound. Used under the world's lock.
/// Longer than a screen: standing, keeping and forgetting share one map.
///
/// @see <a href="https://docs.stripe.com/api/idempotent_requests">Stripe: idempotent requests</a>
public final class IdempotencyKeys {

    /// @param asked what the request was: method, path and parameters
    /// @param request the id of the request that was answered first
    public record Kept(String asked, int status, String request, byte[] body) {

        static Kept of(JsonNode node) {
            return new Kept(
                    node.get("asked").asText(),
                    node.get("status").asInt(),
                    node.get("request").asText(),
                    node.get("body").asText().getBytes(StandardCharsets.UTF_8));
        }

        byte[] json(String key) {
            var node = Json.object();
            node.put("key", key);
            node.put("asked", asked);
            node.put("status", status);
            node.put("request", request);
            node.put("body", new String(body, StandardCharsets.UTF_8));
            return Json.write(node);
        }
    }

    /// How a key stands when a request comes with it.
    public sealed interface Standing {

        /// Never seen, or its refusal was not kept: go ahead.
        record Fresh() implements Standing {}

        /// Answer as before.
        record Known(Kept kept) implements Standing {}

        /// The same key was used for something else.
        record Mismatch() implements Standing {}

        /// The first request with it is not answered yet.
        record InUse() implements Standing {}
    }

    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private final Set<String> inUse = new HashSet<>();
    private final int bound;

    IdempotencyKeys(int bound) {
        this.bound = bound;
    }

    /// Takes the key if it is free; the caller then owes `release`.
    public Standing take(String key, String asked) {
        var known = kept.get(key);
        if (known != null && !known.asked().equals(asked)) {
            return new Standing.Mismatch();
        }
        if (inUse.contains(key)) {
            return new Standing.InUse();
        }
        if (known != null) {
            return new Standing.Known(known);
        }
        inUse.add(key);
        return new Standing.Fresh();
    }

    /// The request with this key has been answered.
    public void release(String key) {
        inUse.remove(key);
    }

    void put(String key, Kept answer) {
        kept.put(key, answer);
        if (kept.size() > bound) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    void clear() {
        kept.clear();
    }

    void each(BiConsumer<String, Kept> reader) {
        kept.forEach(reader);
    }
}
