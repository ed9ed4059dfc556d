package shop.handover.deploy.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.deploy.Overlay;
import shop.handover.deploy.Planted;

/// The overlays keep every rule, and every rule sees the fault it is there for.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RulesTest {

    private static final String SERVICE = "/spec/template/spec/containers/0";

    @ParameterizedTest
    @ValueSource(strings = {"local", "production", "production+observability", "production+components/catalog-volume"})
    void an_overlay_keeps_every_rule(String name) {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");

        assertThat(Rule.ALL.stream().flatMap(rule -> rule.faults(Overlay.of(name))))
                .isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "wants drop ALL",
                        in -> in.deployment("checkout-service").remove(SERVICE + "/securityContext/capabilities")),
                fault(
                        "wants readOnlyRootFilesystem",
                        in -> in.deployment("webhook-service")
                                .put(SERVICE + "/securityContext/readOnlyRootFilesystem", "false")),
                fault(
                        "want runAsNonRoot",
                        in -> in.the("CronJob", "operator")
                                .remove("/spec/jobTemplate/spec/template/spec/securityContext/runAsNonRoot")),
                fault(
                        "no volume of the host",
                        in -> in.deployment("download-service")
                                .put("/spec/template/spec/volumes/0/hostPath", "{\"path\": \"/\"}")),
                fault(
                        "automountServiceAccountToken",
                        in -> in.deployment("download-service")
                                .remove("/spec/template/spec/automountServiceAccountToken")),
                fault(
                        "does not enforce",
                        in -> in.the("Namespace", "handover")
                                .remove("/metadata/labels/pod-security.kubernetes.io~1enforce")),
                fault(
                        "below its request",
                        in -> in.deployment("checkout-service").put(SERVICE + "/resources/limits/memory", "\"64Mi\"")),
                fault(
                        "no request or no limit",
                        in -> in.deployment("checkout-service").remove(SERVICE + "/resources/limits/cpu")),
                fault(
                        "there is no ConfigMap",
                        in -> in.deployment("checkout-service")
                                .put(SERVICE + "/envFrom/0/configMapRef/name", "\"shopp\"")),
                fault(
                        "there is no Secret",
                        in -> in.deployment("fulfillment-service")
                                .put(
                                        "/spec/template/spec/volumes/0",
                                        "{\"name\": \"kafka\", \"secret\": {\"secretName\": \"nobody\"}}")),
                fault(
                        "there is no ServiceAccount",
                        in -> in.deployment("download-service")
                                .put("/spec/template/spec/serviceAccountName", "\"default\"")),
                fault(
                        "there is no volume",
                        in -> in.deployment("download-service").put(SERVICE + "/volumeMounts/0/name", "\"secretz\"")),
                fault(
                        "there is no Deployment",
                        in -> in.the("HorizontalPodAutoscaler", "checkout-service")
                                .put("/spec/scaleTargetRef/name", "\"checkout\"")),
                fault(
                        "does not match its own pods",
                        in -> in.deployment("checkout-service")
                                .put("/spec/selector/matchLabels/app.kubernetes.io~1name", "\"checkout\"")),
                fault(
                        "workloads, not of one",
                        in -> in.the("Service", "checkout-service")
                                .put("/spec/selector/app.kubernetes.io~1name", "\"checkout\"")),
                fault(
                        "workloads, not of one",
                        in -> in.the("PodDisruptionBudget", "webhook-service")
                                .put("/spec/selector/matchLabels/app.kubernetes.io~1name", "\"webhook\"")),
                fault(
                        "spreads other pods",
                        in -> in.deployment("checkout-service")
                                .put(
                                        "/spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels",
                                        "{\"app.kubernetes.io/name\": \"webhook-service\"}")),
                fault(
                        "a probe asks port",
                        in -> in.deployment("checkout-service")
                                .put(SERVICE + "/readinessProbe/httpGet/port", "\"managment\"")),
                fault(
                        "which none of its pods has",
                        in -> in.the("Service", "checkout-service").put("/spec/ports/0/targetPort", "\"web\"")),
                fault(
                        "Prometheus is sent to",
                        in -> in.deployment("checkout-service")
                                .put("/spec/template/metadata/annotations/prometheus.io~1port", "\"8081\"")),
                fault(
                        "there is no Service",
                        in -> in.the("HTTPRoute", "checkout-service").put("/spec/rules/0/backendRefs/0/port", "9081")),
                fault(
                        "leads to a management port",
                        in -> in.the("Service", "download-service").put("/spec/ports/0/targetPort", "\"management\"")),
                fault(
                        "has no livenessProbe",
                        in -> in.deployment("checkout-service").remove(SERVICE + "/livenessProbe")),
                fault(
                        "two ports have one name",
                        in -> in.deployment("checkout-service").put(SERVICE + "/ports/0/name", "\"management\"")),
                fault(
                        "its name is not one",
                        in -> in.the("ServiceAccount", "operator").put("/metadata/name", "\"Operator\"")),
                fault(
                        "lies in namespace",
                        in -> in.the("ServiceAccount", "operator").put("/metadata/namespace", "\"default\"")),
                fault(
                        "is not the value of a label",
                        in -> in.deployment("checkout-service")
                                .put("/metadata/labels/app.kubernetes.io~1name", "\"checkout service\"")),
                fault(
                        "has no key signing-secret",
                        in -> in.the("CronJob", "stripe")
                                .put(
                                        "/spec/jobTemplate/spec/template/spec/volumes/0",
                                        "{\"name\": \"secrets\", \"secret\": {\"secretName\": \"stripe-webhook\","
                                                + " \"items\": [{\"key\": \"signing-secret\", \"path\": \"x\"}]}}")),
                fault(
                        "variable TIME_ZONE is there twice",
                        in -> in.deployment("webhook-service")
                                .put(SERVICE + "/env", "[{\"name\": \"TIME_ZONE\"}, {\"name\": \"TIME_ZONE\"}]")),
                fault(
                        "mount /run/secrets/handover is there twice",
                        in -> in.deployment("checkout-service")
                                .put(SERVICE + "/volumeMounts/1/mountPath", "\"/run/secrets/handover\"")),
                fault(
                        "volumes of the kinds allowed",
                        in -> in.deployment("checkout-service")
                                .put("/spec/template/spec/volumes/0", "{\"name\": \"secrets\", \"nfs\": {}}")),
                fault(
                        "probes and hooks of itself",
                        in -> in.deployment("webhook-service")
                                .put(SERVICE + "/readinessProbe/httpGet/host", "\"10.0.0.1\"")),
                fault(
                        "asks port metrics",
                        in -> in.the("PodMonitor", "handover").put("/spec/podMetricsEndpoints/0/port", "\"metrics\"")),
                fault(
                        "nothing less than its pod",
                        in -> in.deployment("checkout-service").put(SERVICE + "/securityContext/runAsUser", "0")),
                fault(
                        "a rule has 9 matches",
                        in -> in.the("HTTPRoute", "checkout-service")
                                .put("/spec/rules/0/matches", "[" + "{},".repeat(8) + "{}]")),
                fault(
                        "above the most",
                        in -> in.the("HorizontalPodAutoscaler", "checkout-service")
                                .put("/spec/minReplicas", "11")),
                fault(
                        "refers to something in namespace other",
                        in -> in.the("HTTPRoute", "checkout-service")
                                .put("/spec/rules/0/backendRefs/0/namespace", "\"other\"")),
                fault(
                        "secrets are not written",
                        in -> in.the("ServiceAccount", "operator").put("/kind", "\"Secret\"")),
                fault(
                        "each apply would undo",
                        in -> in.deployment("checkout-service").put("/spec/replicas", "2")),
                fault(
                        "has 1 replica",
                        in -> in.the("HorizontalPodAutoscaler", "checkout-service")
                                .put("/spec/minReplicas", "1")),
                fault(
                        "has no PodDisruptionBudget",
                        in -> in.the("PodDisruptionBudget", "checkout-service").put("/spec/maxUnavailable", "0")),
                fault(
                        "killed before it has drained",
                        in -> in.deployment("webhook-service")
                                .put("/spec/template/spec/terminationGracePeriodSeconds", "20")),
                fault(
                        "takes replicas away",
                        in -> in.deployment("webhook-service").put("/spec/strategy/rollingUpdate/maxUnavailable", "1")),
                fault(
                        "has no version of its own",
                        in -> in.deployment("webhook-service")
                                .put(SERVICE + "/image", "\"handover/webhook-service:latest\"")),
                fault(
                        "has no version of its own",
                        in -> in.deployment("webhook-service").put(SERVICE + "/image", "\"handover/webhook-service\"")),
                fault(
                        "looks like a secret",
                        in -> in.the("Gateway", "handover")
                                .put("/metadata/annotations", "{\"key\": \"whsec_VISIBLYFAKE\"}")),
                fault(
                        "is to be a file",
                        in -> in.deployment("webhook-service").put(SERVICE + "/env/0/name", "\"STRIPE_SECRET_KEY\"")),
                fault(
                        "takes a Secret into its environment",
                        in -> in.deployment("webhook-service")
                                .put(SERVICE + "/envFrom/0", "{\"secretRef\": {\"name\": \"stripe-webhook\"}}")),
                fault(
                        "does not know",
                        in -> in.deployment("webhook-service")
                                .put(SERVICE + "/env/0/name", "\"STRIPE_SECRET_KEY_FIEL\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_planted_fault_is_named(String expected, Consumer<Planted> fault) {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");
        var planted = new Planted(Overlay.of("production+observability"));

        fault.accept(planted);

        assertThat(Rule.ALL.stream().flatMap(rule -> rule.faults(planted.overlay())))
                .anySatisfy(told -> assertThat(told).contains(expected));
    }

    private static Arguments fault(String expected, Consumer<Planted> fault) {
        return arguments(expected, fault);
    }
}
