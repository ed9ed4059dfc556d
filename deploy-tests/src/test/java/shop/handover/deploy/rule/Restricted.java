package shop.handover.deploy.rule;

import static shop.handover.deploy.Manifest.all;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import shop.handover.deploy.Manifest;
import shop.handover.deploy.Overlay;

/// Every pod passes the pod security standard `restricted`, and more: its file system cannot be written, and nobody who
/// breaks into it finds a token for the API server.
///
/// @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod security standards</a>
final class Restricted implements Rule {

    private record Demand(String what, Predicate<JsonNode> met) {}

    private static final List<String> VOLUMES = List.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    private static final List<String> HANDLERS = Stream.of(
                    "startupProbe", "readinessProbe", "livenessProbe", "lifecycle/postStart", "lifecycle/preStop")
            .flatMap(place -> Stream.of("httpGet", "tcpSocket").map(way -> "/" + place + "/" + way))
            .toList();

    private static final List<Demand> OF_PODS = List.of(
            new Demand(
                    "runAsNonRoot",
                    pod -> pod.at("/securityContext/runAsNonRoot").asBoolean()),
            new Demand(
                    "a runAsUser above 0",
                    pod -> pod.at("/securityContext/runAsUser").asInt() > 0),
            new Demand(
                    "seccompProfile RuntimeDefault",
                    pod -> pod.at("/securityContext/seccompProfile/type")
                            .asText()
                            .equals("RuntimeDefault")),
            new Demand(
                    "automountServiceAccountToken: false",
                    pod -> pod.at("/automountServiceAccountToken").asText().equals("false")),
            new Demand(
                    "enableServiceLinks: false",
                    pod -> pod.at("/enableServiceLinks").asText().equals("false")),
            new Demand(
                    "no host namespaces",
                    pod -> !pod.at("/hostNetwork").asBoolean()
                            && !pod.at("/hostPID").asBoolean()
                            && !pod.at("/hostIPC").asBoolean()),
            new Demand(
                    "no volume of the host",
                    pod -> all(pod.at("/volumes")).noneMatch(volume -> volume.has("hostPath"))),
            new Demand(
                    "volumes of the kinds allowed",
                    pod -> all(pod.at("/volumes"))
                            .allMatch(volume -> VOLUMES.stream().anyMatch(volume::has))),
            new Demand(
                    "no sysctls and no SELinux options",
                    pod -> !pod.at("/securityContext").has("sysctls")
                            && !pod.at("/securityContext").has("seLinuxOptions")));

    private static final List<Demand> OF_CONTAINERS = List.of(
            new Demand(
                    "allowPrivilegeEscalation: false",
                    container -> container
                            .at("/securityContext/allowPrivilegeEscalation")
                            .asText()
                            .equals("false")),
            new Demand(
                    "readOnlyRootFilesystem",
                    container -> container
                            .at("/securityContext/readOnlyRootFilesystem")
                            .asBoolean()),
            new Demand(
                    "drop ALL capabilities",
                    container -> container
                            .at("/securityContext/capabilities/drop/0")
                            .asText()
                            .equals("ALL")),
            new Demand(
                    "no capability added",
                    container ->
                            container.at("/securityContext/capabilities/add").isEmpty()),
            new Demand(
                    "nothing less than its pod",
                    container -> Stream.of("runAsUser", "runAsNonRoot", "seccompProfile", "procMount", "seLinuxOptions")
                            .noneMatch(container.path("securityContext")::has)),
            new Demand(
                    "no privilege",
                    container -> !container.at("/securityContext/privileged").asBoolean()),
            // Forbidden since Kubernetes 1.34, where the version enforced is the latest.
            new Demand(
                    "probes and hooks of itself, not of a host named",
                    container -> HANDLERS.stream()
                            .noneMatch(handler -> container.at(handler).has("host"))),
            new Demand(
                    "no port of the host",
                    container -> all(container.at("/ports")).noneMatch(port -> port.has("hostPort"))));

    @Override
    public Stream<String> faults(Overlay overlay) {
        return Stream.concat(namespace(overlay), overlay.workloads().flatMap(Restricted::of));
    }

    private static Stream<String> namespace(Overlay overlay) {
        return overlay.all("Namespace")
                .filter(one -> !one.at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText()
                        .equals("restricted"))
                .map(one -> one + ": does not enforce the restricted standard");
    }

    private static Stream<String> of(Manifest workload) {
        var pod = OF_PODS.stream()
                .filter(demand -> !demand.met().test(workload.template().at("/spec")))
                .map(demand -> workload + ": its pods want " + demand.what());
        var containers = workload.containers().stream()
                .flatMap(container -> OF_CONTAINERS.stream()
                        .filter(demand -> !demand.met().test(container))
                        .map(demand -> workload + ": container "
                                + container.path("name").asText() + " wants " + demand.what()));
        return Stream.concat(pod, containers);
    }
}
