package shop.handover.deploy.rule;

import static shop.handover.deploy.Manifest.all;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.function.Function;
import java.util.stream.Stream;
import shop.handover.deploy.Manifest;
import shop.handover.deploy.Overlay;

/// Nothing within a resource is there twice that the API server keeps by its name: it refuses some, and of others it
/// keeps one.
final class Twice implements Rule {

    @Override
    public Stream<String> faults(Overlay overlay) {
        return Stream.of(
                        overlay.workloads().flatMap(Twice::ofPod),
                        overlay.all("Service")
                                .flatMap(one -> Stream.of(
                                                twice(one, "port", one.at("/spec/ports"), port -> port.path("name")),
                                                twice(one, "port", one.at("/spec/ports"), port -> port.path("port")))
                                        .flatMap(faults -> faults)),
                        overlay.all("Gateway")
                                .flatMap(one ->
                                        twice(one, "listener", one.at("/spec/listeners"), each -> each.path("name"))))
                .flatMap(faults -> faults);
    }

    private static Stream<String> ofPod(Manifest workload) {
        var pod = workload.template().path("spec");
        var whole = Stream.of(
                twice(workload, "volume", pod.path("volumes"), Twice::name),
                twice(workload, "container", workload.containers(), Twice::name));
        var each = workload.containers().stream()
                .flatMap(container -> Stream.of(
                        twice(workload, "variable", container.path("env"), Twice::name),
                        twice(workload, "mount", container.path("volumeMounts"), mount -> mount.path("mountPath")),
                        twice(workload, "port", container.path("ports"), port -> port.path("containerPort"))));
        return Stream.concat(whole, each).flatMap(faults -> faults);
    }

    private static JsonNode name(JsonNode node) {
        return node.path("name");
    }

    private static Stream<String> twice(
            Manifest place, String what, Iterable<JsonNode> nodes, Function<JsonNode, JsonNode> by) {
        var seen = new HashSet<String>();
        return all(nodes)
                .map(node -> by.apply(node).asText())
                .filter(text -> !seen.add(text))
                .map(text -> place + ": " + what + " " + text + " is there twice");
    }
}
