package shop.handover.deploy.rule;

import static shop.handover.deploy.Manifest.texts;

import java.util.Map;
import java.util.stream.Stream;
import shop.handover.deploy.Manifest;
import shop.handover.deploy.Overlay;

/// What selects by labels selects something, and a workload its own pods.
final class Selectors implements Rule {

    @Override
    public Stream<String> faults(Overlay overlay) {
        return Stream.of(own(overlay), services(overlay), budgets(overlay), spread(overlay))
                .flatMap(faults -> faults);
    }

    private static Stream<String> own(Overlay overlay) {
        return overlay.all("Deployment", "StatefulSet")
                .filter(one -> !matches(texts(one.at("/spec/selector/matchLabels")), one))
                .map(one -> one + ": its selector does not match its own pods");
    }

    private static Stream<String> services(Overlay overlay) {
        return overlay.all("Service")
                .filter(one -> selected(overlay, texts(one.at("/spec/selector"))) != 1)
                .map(one -> one + ": selects the pods of " + selected(overlay, texts(one.at("/spec/selector")))
                        + " workloads, not of one");
    }

    private static Stream<String> budgets(Overlay overlay) {
        return overlay.all("PodDisruptionBudget")
                .filter(one -> selected(overlay, texts(one.at("/spec/selector/matchLabels"))) != 1)
                .map(one -> one + ": guards the pods of "
                        + selected(overlay, texts(one.at("/spec/selector/matchLabels"))) + " workloads, not of one");
    }

    private static Stream<String> spread(Overlay overlay) {
        return overlay.workloads()
                .flatMap(workload -> Manifest.all(workload.template().at("/spec/topologySpreadConstraints"))
                        .filter(constraint -> !matches(texts(constraint.at("/labelSelector/matchLabels")), workload))
                        .map(constraint -> workload + ": spreads other pods than its own over "
                                + constraint.path("topologyKey").asText()));
    }

    private static long selected(Overlay overlay, Map<String, String> labels) {
        return overlay.workloads().filter(workload -> matches(labels, workload)).count();
    }

    private static boolean matches(Map<String, String> labels, Manifest workload) {
        return !labels.isEmpty() && workload.podLabels().entrySet().containsAll(labels.entrySet());
    }
}
