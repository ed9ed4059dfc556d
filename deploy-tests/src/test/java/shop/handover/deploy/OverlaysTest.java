package shop.handover.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `kubectl apply -k deploy/overlays/…` would send is what an API server takes.
@DisplayNameGeneration(ReplaceUnderscores.class)
class OverlaysTest {

    @ParameterizedTest
    @ValueSource(strings = {"local", "production", "production+observability", "production+components/catalog-volume"})
    void every_resource_is_one_that_a_strict_server_takes(String name) {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");

        assertThat(Overlay.of(name).manifests())
                .hasSizeGreaterThan(40)
                .extracting(Strictly::fault)
                .filteredOn(Optional::isPresent)
                .isEmpty();
    }

    @Test
    void a_field_that_nobody_knows_is_seen_in_every_kind() {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");

        assertThat(Overlay.of("production+observability").manifests()).allSatisfy(manifest -> {
            var planted = new Planted(Overlay.of("production+observability"));
            planted.the(manifest.kind(), manifest.name())
                    .put(manifest.node().has("spec") ? "/spec/replicass" : "/metadata/replicass", "2");

            assertThat(Strictly.fault(planted.overlay().the(manifest.kind(), manifest.name())))
                    .hasValueSatisfying(fault -> assertThat(fault).contains("replicass"));
        });
    }

    static Stream<Consumer<Planted>> deepFaults() {
        return Stream.of(
                in -> in.the("Deployment", "webhook-service")
                        .put("/spec/template/spec/containers/0/resources/limit", "{}"),
                in -> in.the("Deployment", "webhook-service").put("/spec/template/spec/containers/0/ports/0/port", "1"),
                in -> in.the("HTTPRoute", "webhook-service").put("/spec/rules/0/timeouts/requests", "\"1s\""),
                in -> in.the("NetworkPolicy", "ask-dns").put("/spec/egress/0/port", "[]"),
                in -> in.the("HorizontalPodAutoscaler", "webhook-service").put("/spec/minReplicas", "\"two\""),
                in -> in.the("KafkaUser", "webhook-service").put("/spec/authorization/acls/0/operationz", "\"Write\""),
                in -> in.the("Kafka", "kafka").put("/spec/kafka/listeners/0/tsl", "true"),
                in -> in.the("KafkaNodePool", "brokers").put("/spec/storage/volumes/0/sizes", "\"1Gi\""),
                in -> in.the("Cluster", "postgres").put("/spec/postgresql/synchronous/method", "\"some\""),
                in -> in.the("Cluster", "postgres").remove("/spec/instances"),
                in -> in.the("Cluster", "postgres").put("/spec/postgresql/parameters/max_connections", "200"),
                in -> in.the("ScheduledBackup", "postgres-nightly").put("/spec/schedule", "\"30 2 * * *\""),
                in -> in.the("ObjectStore", "postgres-backups").put("/spec/retentionPolicy", "\"a month\""),
                in -> in.the("ScaledObject", "fulfillment-service").put("/spec/triggers/0/metadata/lagThreshold", "9"),
                in -> in.the("PodMonitor", "handover").put("/spec/podMetricsEndpoints/0/interval", "\"soon\""),
                in -> in.the("PrometheusRule", "handover").put("/spec/groups/1/rules/0/for", "\"a minute\""),
                in -> in.the("PrometheusRule", "handover").remove("/spec/groups/1/rules/0/expr"),
                in -> in.the("ExternalSecret", "link-keys").remove("/spec/data/0/remoteRef"));
    }

    @ParameterizedTest
    @MethodSource("deepFaults")
    void so_is_a_fault_further_down(Consumer<Planted> fault) {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");
        var planted = new Planted(Overlay.of("production+observability"));

        fault.accept(planted);

        assertThat(planted.overlay().manifests())
                .extracting(Strictly::fault)
                .filteredOn(Optional::isPresent)
                .hasSize(1);
    }
}
