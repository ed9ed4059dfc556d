package shop.handover.deploy.rule;

import static shop.handover.deploy.Manifest.all;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import shop.handover.deploy.Manifest;
import shop.handover.deploy.Overlay;

/// The bounds that an API server holds a resource to, beyond the types of its fields.
final class Bounds implements Rule {

    // `kubectl apply` keeps the whole resource in an annotation of it.
    private static final int ANNOTATIONS = 262_144;
    private static final int RULES = 16;
    // Of the first release of the Gateway API; later ones allow 64.
    private static final int MATCHES = 8;
    // The eleven characters that a CronJob's Jobs add are part of a name of 63.
    private static final int CRON_JOB = 52;

    @Override
    public Stream<String> faults(Overlay overlay) {
        return Stream.of(
                        overlay.manifests().stream()
                                .filter(one -> one.node().toString().length() > ANNOTATIONS)
                                .map(one -> one + ": is too large for kubectl apply"),
                        overlay.all("HTTPRoute").flatMap(Bounds::route),
                        overlay.all("CronJob")
                                .filter(one -> one.name().length() > CRON_JOB)
                                .map(one -> one + ": its name is too long for its Jobs' names"),
                        overlay.all("Service")
                                .filter(one -> !one.name().matches("[a-z][a-z0-9-]*"))
                                .map(one -> one + ": a Service's name begins with a letter"),
                        overlay.all("StatefulSet")
                                .filter(one -> overlay.all("Service")
                                        .noneMatch(service -> service.name()
                                                .equals(one.at("/spec/serviceName")
                                                        .asText())))
                                .map(one -> one + ": there is no Service "
                                        + one.at("/spec/serviceName").asText()),
                        overlay.all("HorizontalPodAutoscaler")
                                .filter(one -> one.at("/spec/minReplicas").asInt(1)
                                        > one.at("/spec/maxReplicas").asInt())
                                .map(one -> one + ": has a least number of replicas above the most"),
                        overlay.all("Job", "CronJob")
                                .filter(one -> !one.template()
                                        .at("/spec/restartPolicy")
                                        .asText()
                                        .matches("Never|OnFailure"))
                                .map(one -> one + ": a Job's pods restart never or on failure"),
                        overlay.workloads().flatMap(Bounds::labels),
                        overlay.manifests().stream().flatMap(Bounds::abroad))
                .flatMap(faults -> faults);
    }

    private static Stream<String> route(Manifest route) {
        var rules = route.at("/spec/rules");
        var many = all(rules)
                .filter(rule -> rule.path("matches").size() > MATCHES)
                .map(rule -> route + ": a rule has " + rule.path("matches").size() + " matches");
        return rules.size() > RULES ? Stream.concat(many, Stream.of(route + ": has too many rules")) : many;
    }

    private static Stream<String> labels(Manifest workload) {
        return workload.podLabels().keySet().stream()
                .filter(key -> !key.matches("([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?"))
                .map(key -> workload + ": '" + key + "' is not the key of a label");
    }

    // A reference into another namespace would want a ReferenceGrant there.
    private static Stream<String> abroad(Manifest manifest) {
        return Stream.of("backendRefs", "certificateRefs", "parentRefs")
                .flatMap(refs -> manifest.node().findValues(refs).stream())
                .flatMap(Manifest::all)
                .map((JsonNode ref) -> ref.path("namespace").asText())
                .filter(namespace -> !namespace.isEmpty())
                .map(namespace -> manifest + ": refers to something in namespace " + namespace);
    }
}
