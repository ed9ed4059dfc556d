package shop.handover.deploy.rule;

import static shop.handover.deploy.Manifest.texts;

import java.util.stream.Stream;
import shop.handover.deploy.Manifest;
import shop.handover.deploy.Overlay;

/// A service outlives the loss of a node, a roll-out and a drain: at least two replicas, a budget that lets one go and
/// keeps one, no autoscaler that fights with a number in the manifest, and time enough to finish what was begun.
final class Availability implements Rule {

    private static final int DRAIN_SECONDS = 20;

    @Override
    public Stream<String> faults(Overlay overlay) {
        return overlay.all("Deployment")
                .filter(one -> one.at("/metadata/labels/app.kubernetes.io~1component")
                        .asText()
                        .equals("service"))
                .flatMap(service -> Stream.of(
                                replicas(overlay, service), budget(overlay, service), drain(service), rolled(service))
                        .flatMap(faults -> faults));
    }

    private static Stream<String> replicas(Overlay overlay, Manifest service) {
        var scaler = overlay.all("HorizontalPodAutoscaler", "ScaledObject")
                .filter(one -> one.at("/spec/scaleTargetRef/name").asText().equals(service.name()))
                .findFirst();
        var fixed = service.at("/spec/replicas");
        if (scaler.isPresent() && !fixed.isMissingNode()) {
            return Stream.of(service + ": each apply would undo what " + scaler.get() + " does");
        }
        // Without either the API server makes one.
        var least = scaler.map(one -> Math.max(
                        one.at("/spec/minReplicas").asInt(),
                        one.at("/spec/minReplicaCount").asInt()))
                .orElse(fixed.asInt(1));
        return least < 2 ? Stream.of(service + ": has " + least + " replica") : Stream.empty();
    }

    private static Stream<String> budget(Overlay overlay, Manifest service) {
        var budget = overlay.all("PodDisruptionBudget")
                .filter(one -> service.podLabels()
                        .entrySet()
                        .containsAll(texts(one.at("/spec/selector/matchLabels")).entrySet()))
                .findFirst();
        return budget.filter(one -> one.at("/spec/maxUnavailable").asInt() == 1).isPresent()
                ? Stream.empty()
                : Stream.of(service + ": has no PodDisruptionBudget with maxUnavailable 1");
    }

    private static Stream<String> drain(Manifest service) {
        var pod = service.template().at("/spec");
        var before = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
        var grace = pod.at("/terminationGracePeriodSeconds").asInt(30);
        return before >= 1 && grace > before + DRAIN_SECONDS
                ? Stream.empty()
                : Stream.of(service + ": is killed before it has drained (" + before + " s + " + DRAIN_SECONDS
                        + " s, of " + grace + " s)");
    }

    private static Stream<String> rolled(Manifest service) {
        return service.at("/spec/strategy/rollingUpdate/maxUnavailable")
                        .asText()
                        .equals("0")
                ? Stream.empty()
                : Stream.of(service + ": a roll-out takes replicas away before new ones are ready");
    }
}
