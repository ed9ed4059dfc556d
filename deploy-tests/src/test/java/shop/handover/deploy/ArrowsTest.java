package shop.handover.deploy;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.deploy.Arrows.End;

/// The real arrows of the house, and no others. Every end is asked for every door of every other end.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArrowsTest {

    private record Door(String name, End end, int port, String portName) {}

    private static final Map<String, String> KUBE_DNS = Map.of("k8s-app", "kube-dns");
    private static final String ANYWHERE = "203.0.113.9";
    private static final String CLOUD_METADATA = "169.254.169.254";
    private static final String NEIGHBOUR = "10.1.2.3";

    @Test
    void in_production() {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");
        var kafka = Map.of("handover.shop/part", "kafka", "strimzi.io/cluster", "kafka");
        var postgres = Map.of("handover.shop/part", "postgres", "cnpg.io/cluster", "postgres");

        assertThat(arrows("production", kafka, postgres))
                .containsExactlyInAnyOrder(
                        "gateway -> checkout-service http",
                        "gateway -> download-service http",
                        "gateway -> webhook-service http",
                        "gateway-beside -> checkout-service http",
                        "gateway-beside -> download-service http",
                        "gateway-beside -> webhook-service http",
                        "prometheus -> checkout-service management",
                        "prometheus -> download-service management",
                        "prometheus -> fulfillment-service management",
                        "prometheus -> webhook-service management",
                        "checkout-service -> kafka",
                        "webhook-service -> kafka",
                        "fulfillment-service -> kafka",
                        "download-service -> kafka",
                        "operator -> kafka",
                        "dead-letters -> kafka",
                        "keda -> kafka",
                        "fulfillment-service -> postgres",
                        "operator -> postgres",
                        "checkout-service -> internet 443",
                        "fulfillment-service -> internet 443",
                        "download-service -> internet 443",
                        "operator -> internet 443",
                        "stripe -> internet 443",
                        "fulfillment-service -> internet 587");
    }

    @Test
    void in_one_cluster_without_operators() {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");
        var overlay = Overlay.of("local");
        var kafka = overlay.the("StatefulSet", "kafka").podLabels();
        var postgres = overlay.the("StatefulSet", "postgres").podLabels();

        assertThat(arrows("local", kafka, postgres))
                .containsExactlyInAnyOrder(
                        "gateway -> checkout-service http",
                        "gateway -> download-service http",
                        "gateway -> webhook-service http",
                        "gateway-beside -> checkout-service http",
                        "gateway-beside -> download-service http",
                        "gateway-beside -> webhook-service http",
                        "gateway-pod -> checkout-service http",
                        "gateway-pod -> download-service http",
                        "gateway-pod -> webhook-service http",
                        "prometheus -> checkout-service management",
                        "prometheus -> download-service management",
                        "prometheus -> fulfillment-service management",
                        "prometheus -> webhook-service management",
                        "checkout-service -> kafka",
                        "webhook-service -> kafka",
                        "fulfillment-service -> kafka",
                        "download-service -> kafka",
                        "operator -> kafka",
                        "dead-letters -> kafka",
                        "setup -> kafka",
                        "fulfillment-service -> postgres",
                        "operator -> postgres",
                        "checkout-service -> stripe-sandbox",
                        "fulfillment-service -> stripe-sandbox",
                        "download-service -> stripe-sandbox",
                        "operator -> stripe-sandbox",
                        "stripe -> stripe-sandbox",
                        "setup -> stripe-sandbox",
                        "stripe-sandbox -> gateway-pod",
                        "fulfillment-service -> mailpit");
    }

    @Test
    void everybody_may_ask_for_names_and_nobody_else_in_that_place() {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");
        var overlay = Overlay.of("production");
        var arrows = new Arrows(overlay);
        var system = Map.of("kubernetes.io/metadata.name", "kube-system");

        assertThat(overlay.workloads()).allSatisfy(workload -> {
            var pod = End.ours(workload.podLabels());
            assertThat(arrows.lead(pod, End.elsewhere(system, KUBE_DNS), 53, "dns"))
                    .isTrue();
            assertThat(arrows.lead(pod, End.elsewhere(system, Map.of("k8s-app", "other")), 53, "dns"))
                    .isFalse();
            assertThat(arrows.lead(pod, End.elsewhere(system, KUBE_DNS), 443, "https"))
                    .isFalse();
        });
    }

    private static TreeSet<String> arrows(String name, Map<String, String> kafka, Map<String, String> postgres) {
        var overlay = Overlay.of(name);
        var arrows = new Arrows(overlay);
        var from = new LinkedHashMap<String, End>();
        overlay.workloads().forEach(workload -> from.put(named(workload), End.ours(workload.podLabels())));
        from.remove("kafka");
        from.remove("postgres");
        from.put("gateway", End.elsewhere(Map.of("handover.shop/gateway", "true"), Map.of("app", "envoy")));
        // As controllers label it that run it in the Gateway's own namespace.
        from.put("gateway-beside", End.ours(Map.of("gateway.networking.k8s.io/gateway-name", "handover")));
        from.put("prometheus", End.elsewhere(Map.of("handover.shop/monitoring", "true"), Map.of("app", "prometheus")));
        from.put("keda", End.elsewhere(Map.of("handover.shop/autoscaling", "true"), Map.of("app", "keda")));
        from.put("stranger", End.elsewhere(Map.of("team", "other"), Map.of("app", "stranger")));
        return from.entrySet().stream()
                .flatMap(end -> doors(overlay, kafka, postgres)
                        .filter(door -> !door.end().equals(end.getValue()))
                        .filter(door -> door.end().isOurs() || end.getValue().isOurs())
                        .filter(door -> arrows.lead(end.getValue(), door.end(), door.port(), door.portName()))
                        .map(door -> end.getKey() + " -> " + door.name()))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<Door> doors(Overlay overlay, Map<String, String> kafka, Map<String, String> postgres) {
        var services = overlay.all("Deployment")
                .flatMap(deployment -> deployment.containers().stream()
                        .flatMap(container -> Manifest.all(container.path("ports")))
                        .map(port -> new Door(
                                door(deployment, port.path("name").asText()),
                                End.ours(deployment.podLabels()),
                                port.path("containerPort").asInt(),
                                port.path("name").asText())));
        var others = Stream.of(
                new Door("kafka", End.ours(kafka), 9092, "kafka"),
                new Door("kafka internal", End.ours(kafka), 9091, "replication"),
                new Door("postgres", End.ours(postgres), 5432, "postgres"),
                new Door("internet 443", End.outside(ANYWHERE), 443, ""),
                new Door("internet 587", End.outside(ANYWHERE), 587, ""),
                new Door("internet 80", End.outside(ANYWHERE), 80, ""),
                new Door("cloud metadata", End.outside(CLOUD_METADATA), 443, ""),
                new Door("neighbour", End.outside(NEIGHBOUR), 443, ""));
        return Stream.concat(services, others);
    }

    // Where a workload has one door, its name says it all.
    private static String door(Manifest deployment, String port) {
        return switch (deployment.name()) {
            case "mailpit" -> port.equals("smtp") ? "mailpit" : "mailpit http";
            case "stripe-sandbox", "gateway" -> named(deployment);
            default -> deployment.name() + " " + port;
        };
    }

    private static String named(Manifest workload) {
        return workload.name().equals("gateway") ? "gateway-pod" : workload.name();
    }
}
