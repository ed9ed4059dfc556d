package shop.handover.deploy.rule;

import static shop.handover.deploy.Manifest.all;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.handover.deploy.Guide;
import shop.handover.deploy.Manifest;
import shop.handover.deploy.Overlay;

/// What a resource names is there: the ConfigMap, the claim, the account, the volume, the Secret. A Secret is there
/// where an operator makes it, or where the table of `deploy/README.md` asks the reader for it.
final class References implements Rule {

    @Override
    public Stream<String> faults(Overlay overlay) {
        return Stream.of(
                        missing(overlay, "ConfigMap", configMaps(), names(overlay, "ConfigMap")),
                        missing(overlay, "PersistentVolumeClaim", claims(), names(overlay, "PersistentVolumeClaim")),
                        missing(overlay, "ServiceAccount", accounts(), names(overlay, "ServiceAccount")),
                        missing(overlay, "Secret", secrets(), secretsToBe(overlay)),
                        overlay.workloads().flatMap(References::volumes),
                        targets(overlay))
                .flatMap(faults -> faults);
    }

    private interface Named {
        Stream<String> in(Manifest manifest);
    }

    private static Stream<String> missing(Overlay overlay, String kind, Named named, Set<String> there) {
        return overlay.manifests().stream()
                .flatMap(manifest -> named.in(manifest)
                        .filter(name -> !there.contains(name))
                        .map(name -> manifest + ": there is no " + kind + " " + name));
    }

    private static Named configMaps() {
        return manifest -> Stream.of(
                        manifest.template().findValues("configMap").stream().map(node -> node.path("name")),
                        manifest.node().findValues("configMapRef").stream().map(node -> node.path("name")),
                        manifest.node().findValues("configMapKeyRef").stream().map(node -> node.path("name")),
                        manifest.node().findValues("configMapTargetRef").stream()
                                .flatMap(list -> all(list).map(node -> node.path("name"))))
                .flatMap(nodes -> nodes.map(JsonNode::asText));
    }

    private static Named claims() {
        return manifest -> manifest.template().findValuesAsText("claimName").stream();
    }

    private static Named accounts() {
        return manifest -> manifest.template().findValuesAsText("serviceAccountName").stream();
    }

    // However it is written: a volume, a source of one, a reference of an operator's resource.
    private static Named secrets() {
        return manifest -> Stream.of(
                        manifest.template().findValuesAsText("secretName").stream(),
                        names(manifest, "secret"),
                        names(manifest, "passwordSecret"),
                        names(manifest, "accessKeyId"),
                        names(manifest, "secretAccessKey"),
                        names(manifest, "secretKeyRef"),
                        manifest.node().findValues("secretTargetRef").stream()
                                .flatMap(list ->
                                        all(list).map(node -> node.path("name").asText())))
                .flatMap(found -> found);
    }

    private static Stream<String> names(Manifest manifest, String field) {
        return manifest.node().findValues(field).stream()
                .filter(node -> node.path("name").isTextual())
                .map(node -> node.path("name").asText());
    }

    private static Set<String> secretsToBe(Overlay overlay) {
        return Stream.of(
                        names(overlay, "Secret").stream(),
                        overlay.all("ExternalSecret")
                                .map(one -> one.at("/spec/target/name").asText()),
                        overlay.all("KafkaUser").map(Manifest::name),
                        overlay.all("Kafka").map(one -> one.name() + "-cluster-ca-cert"),
                        overlay.all("Cluster").map(one -> one.name() + "-ca"),
                        asked())
                .flatMap(found -> found)
                .collect(Collectors.toSet());
    }

    private static Stream<String> asked() {
        return Pattern.compile("^\\| `([a-z-]+)` \\| `", Pattern.MULTILINE)
                .matcher(Guide.read("deploy/README.md"))
                .results()
                .map(row -> row.group(1));
    }

    private static Set<String> names(Overlay overlay, String kind) {
        return overlay.all(kind).map(Manifest::name).collect(Collectors.toSet());
    }

    private static Stream<String> volumes(Manifest workload) {
        var claimed = all(workload.at("/spec/volumeClaimTemplates"))
                .map(claim -> claim.at("/metadata/name").asText());
        var there = Stream.concat(
                        claimed,
                        all(workload.template().at("/spec/volumes"))
                                .map(volume -> volume.path("name").asText()))
                .collect(Collectors.toSet());
        var mounted = workload.containers().stream()
                .flatMap(container -> all(container.path("volumeMounts")))
                .map(mount -> mount.path("name").asText())
                .collect(Collectors.toSet());
        return Stream.concat(
                mounted.stream()
                        .filter(name -> !there.contains(name))
                        .map(name -> workload + ": there is no volume " + name),
                there.stream()
                        .filter(name -> !mounted.contains(name))
                        .map(name -> workload + ": nothing mounts volume " + name));
    }

    private static Stream<String> targets(Overlay overlay) {
        return overlay.all("HorizontalPodAutoscaler", "ScaledObject")
                .filter(one -> overlay.all("Deployment")
                        .noneMatch(deployment -> deployment
                                .name()
                                .equals(one.at("/spec/scaleTargetRef/name").asText())))
                .map(one -> one + ": there is no Deployment "
                        + one.at("/spec/scaleTargetRef/name").asText());
    }
}
