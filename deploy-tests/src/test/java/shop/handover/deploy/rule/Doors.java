package shop.handover.deploy.rule;

import static shop.handover.deploy.Manifest.all;
import static shop.handover.deploy.Manifest.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.handover.deploy.Manifest;
import shop.handover.deploy.Overlay;

/// Ports have names, and every name that a Service, a probe, a route or an annotation speaks of is one of them. The
/// management port stands behind no Service that a route leads to.
final class Doors implements Rule {

    private static final List<String> PROBES = List.of("startupProbe", "readinessProbe", "livenessProbe");

    @Override
    public Stream<String> faults(Overlay overlay) {
        return Stream.of(
                        overlay.workloads().flatMap(Doors::names),
                        overlay.workloads().flatMap(Doors::probes),
                        overlay.all("Deployment").flatMap(Doors::watched),
                        overlay.all("Service").flatMap(service -> targets(overlay, service)),
                        overlay.all("PodMonitor").flatMap(monitor -> scraped(overlay, monitor)),
                        overlay.all("HTTPRoute").flatMap(route -> backends(overlay, route)))
                .flatMap(faults -> faults);
    }

    private static Stream<String> names(Manifest workload) {
        var names = workload.containers().stream()
                .flatMap(container -> all(container.path("ports")))
                .map(port -> port.path("name").asText())
                .toList();
        var faulty = names.stream()
                .filter(name -> !name.matches("[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?"))
                .map(name -> workload + ": a port is named '" + name + "'");
        return Set.copyOf(names).size() == names.size()
                ? faulty
                : Stream.concat(faulty, Stream.of(workload + ": two ports have one name"));
    }

    private static Stream<String> probes(Manifest workload) {
        return workload.containers().stream()
                .flatMap(container -> PROBES.stream()
                        .map(container::path)
                        .flatMap(probe -> Stream.of(probe.at("/httpGet/port"), probe.at("/tcpSocket/port")))
                        .filter(port ->
                                !port.isMissingNode() && !ports(container).contains(port.asText()))
                        .map(port -> workload + ": a probe asks port " + port.asText() + ", which is not there"));
    }

    // Whoever serves is asked whether he does, and by which path his state is told.
    private static Stream<String> watched(Manifest workload) {
        var container = workload.template().at("/spec/containers/0");
        var probes = Stream.of("readinessProbe", "livenessProbe")
                .filter(probe -> !container.has(probe))
                .map(probe -> workload + ": has no " + probe);
        var scraped = texts(workload.template().at("/metadata/annotations")).get("prometheus.io/port");
        return scraped == null || scraped.equals(management(container))
                ? probes
                : Stream.concat(probes, Stream.of(workload + ": Prometheus is sent to port " + scraped));
    }

    private static Stream<String> targets(Overlay overlay, Manifest service) {
        var wanted = texts(service.at("/spec/selector")).entrySet();
        var there = overlay.workloads()
                .filter(workload -> workload.podLabels().entrySet().containsAll(wanted))
                .flatMap(workload -> workload.containers().stream())
                .flatMap(container -> ports(container).stream())
                .collect(Collectors.toSet());
        return all(service.at("/spec/ports"))
                .map(port -> port.path("targetPort").asText())
                .filter(port -> !there.contains(port))
                .map(port -> service + ": leads to port " + port + ", which none of its pods has");
    }

    private static Stream<String> scraped(Overlay overlay, Manifest monitor) {
        var wanted = texts(monitor.at("/spec/selector/matchLabels")).entrySet();
        var watched = overlay.workloads()
                .filter(workload -> workload.podLabels().entrySet().containsAll(wanted))
                .toList();
        return all(monitor.at("/spec/podMetricsEndpoints"))
                .map(endpoint -> endpoint.path("port").asText())
                .filter(port -> watched.isEmpty()
                        || !watched.stream()
                                .allMatch(workload -> workload.containers().stream()
                                        .anyMatch(container -> ports(container).contains(port))))
                .map(port -> monitor + ": asks port " + port + ", which not all of its pods have");
    }

    private static Stream<String> backends(Overlay overlay, Manifest route) {
        return all(route.at("/spec/rules"))
                .flatMap(rule -> all(rule.path("backendRefs")))
                .flatMap(backend -> backend(overlay, route, backend));
    }

    private static Stream<String> backend(Overlay overlay, Manifest route, JsonNode backend) {
        var port = overlay.all("Service")
                .filter(service -> service.name().equals(backend.path("name").asText()))
                .flatMap(service -> all(service.at("/spec/ports")))
                .filter(one -> one.path("port").asInt() == backend.path("port").asInt())
                .findFirst();
        if (port.isEmpty()) {
            return Stream.of(
                    route + ": there is no Service " + backend.path("name").asText() + " with port "
                            + backend.path("port").asText());
        }
        return port.get().path("targetPort").asText().equals("management")
                ? Stream.of(route + ": leads to a management port")
                : Stream.empty();
    }

    private static Set<String> ports(JsonNode container) {
        return all(container.path("ports"))
                .map(port -> port.path("name").asText())
                .collect(Collectors.toSet());
    }

    private static String management(JsonNode container) {
        return all(container.path("ports"))
                .filter(port -> port.path("name").asText().equals("management"))
                .map(port -> port.path("containerPort").asText())
                .findFirst()
                .orElse("");
    }
}
