package shop.handover.sandbox.stripe.call;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the operation an address means.
public final class Routes {

    /// @param ids the ids in the address
    public record Found(Operation operation, List<String> ids) {}

    private final Map<String, List<Operation>> byMethodAndSize;

    public Routes(Collection<Operation> operations) {
        var sorted = new HashMap<String, List<Operation>>();
        operations.forEach(
                o -> sorted.computeIfAbsent(o.method() + o.pattern().size(), _ -> new java.util.ArrayList<>())
                        .add(o));
        this.byMethodAndSize = Map.copyOf(sorted);
    }

    public Optional<Found> find(String method, String path) {
        var segments = List.of(path.substring(1).split("/", -1));
        // An id is never empty; and Stripe's search has addresses that look like an object's, but is not played here.
        if (segments.contains("") || segments.size() == 3 && segments.getLast().equals("search")) {
            return Optional.empty();
        }
        for (Operation operation : byMethodAndSize.getOrDefault(method + segments.size(), List.of())) {
            var ids = operation.match(segments);
            if (ids.isPresent()) {
                return Optional.of(new Found(operation, ids.get()));
            }
        }
        return Optional.empty();
    }
}
