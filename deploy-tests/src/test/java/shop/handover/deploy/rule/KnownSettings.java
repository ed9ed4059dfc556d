package shop.handover.deploy.rule;

import static shop.handover.deploy.Manifest.all;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.handover.deploy.Guide;
import shop.handover.deploy.Manifest;
import shop.handover.deploy.Overlay;

/// Every variable that a container of ours is given is one that docs/configuration.md explains: a misspelt one would be
/// ignored without a word.
final class KnownSettings implements Rule {

    @Override
    public Stream<String> faults(Overlay overlay) {
        var known = Guide.variables();
        return overlay.workloads()
                .flatMap(workload -> workload.containers().stream()
                        .filter(container -> container.path("image").asText().startsWith("handover/")
                                || container.path("image").asText().contains("/handover/"))
                        .flatMap(container -> given(overlay, container))
                        .filter(variable -> !known.contains(variable))
                        .distinct()
                        .map(variable -> workload + ": docs/configuration.md does not know " + variable));
    }

    private static Stream<String> given(Overlay overlay, JsonNode container) {
        Map<String, Manifest> settings = overlay.all("ConfigMap").collect(Collectors.toMap(Manifest::name, one -> one));
        return Stream.concat(
                all(container.path("env")).map(variable -> variable.path("name").asText()),
                all(container.path("envFrom"))
                        .map(source ->
                                settings.get(source.at("/configMapRef/name").asText()))
                        .filter(one -> one != null)
                        .flatMap(one -> Manifest.texts(one.at("/data")).keySet().stream()));
    }
}
