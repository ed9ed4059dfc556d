package shop.handover.deploy.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.stream.Stream;
import shop.handover.deploy.Manifest;
import shop.handover.deploy.Overlay;

/// Every container says what it needs of processor and memory and where its limit is, and the limit is no less.
final class Resources implements Rule {

    @Override
    public Stream<String> faults(Overlay overlay) {
        return overlay.workloads()
                .flatMap(workload -> workload.containers().stream()
                        .flatMap(container ->
                                Stream.of("cpu", "memory").flatMap(resource -> fault(workload, container, resource))));
    }

    private static Stream<String> fault(Manifest workload, JsonNode container, String resource) {
        var request = container.at("/resources/requests/" + resource).asText();
        var limit = container.at("/resources/limits/" + resource).asText();
        var place = workload + ": container " + container.path("name").asText();
        if (request.isEmpty() || limit.isEmpty()) {
            return Stream.of(place + " has no request or no limit of " + resource);
        }
        return amount(limit) < amount(request)
                ? Stream.of(place + " has a limit of " + resource + " below its request: " + limit + " < " + request)
                : Stream.empty();
    }

    private static double amount(String text) {
        return Quantity.getAmountInBytes(new Quantity(text)).doubleValue();
    }
}
