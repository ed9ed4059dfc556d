package shop.handover.deploy.rule;

import java.util.stream.Stream;
import shop.handover.deploy.Overlay;

/// Every image has a version, and it is none that moves.
final class Images implements Rule {

    @Override
    public Stream<String> faults(Overlay overlay) {
        return overlay.workloads()
                .flatMap(workload -> workload.containers().stream()
                        .map(container -> container.path("image").asText())
                        .filter(image -> !image.matches(".+(:[A-Za-z0-9_.-]+|@sha256:[0-9a-f]{64})$")
                                || image.endsWith(":latest"))
                        .map(image -> workload + ": image " + image + " has no version of its own"));
    }
}
