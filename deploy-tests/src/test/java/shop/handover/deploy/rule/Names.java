package shop.handover.deploy.rule;

import static shop.handover.deploy.Manifest.all;
import static shop.handover.deploy.Manifest.texts;

import java.util.HashSet;
import java.util.stream.Stream;
import shop.handover.deploy.Manifest;
import shop.handover.deploy.Overlay;

/// Names, labels and variables have the form that an API server demands, everything lies in the one namespace, and
/// nothing is there twice.
final class Names implements Rule {

    private static final String NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final String LABEL = "([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?";

    @Override
    public Stream<String> faults(Overlay overlay) {
        return Stream.concat(twice(overlay), overlay.manifests().stream().flatMap(Names::of));
    }

    private static Stream<String> twice(Overlay overlay) {
        var seen = new HashSet<String>();
        return overlay.manifests().stream()
                .filter(one -> !seen.add(one.toString()))
                .map(one -> one + ": is there twice");
    }

    private static Stream<String> of(Manifest manifest) {
        var name = Stream.of(manifest.name())
                .filter(text -> !text.matches(NAME))
                .map(text -> manifest + ": its name is not one");
        var place = Stream.of(manifest.at("/metadata/namespace").asText())
                .filter(namespace -> !manifest.kind().equals("Namespace") && !namespace.equals("handover"))
                .map(namespace -> manifest + ": lies in namespace '" + namespace + "'");
        var labels = Stream.concat(
                        texts(manifest.at("/metadata/labels")).values().stream(),
                        manifest.podLabels().values().stream())
                .filter(label -> !label.matches(LABEL))
                .map(label -> manifest + ": '" + label + "' is not the value of a label");
        var variables = manifest.containers().stream()
                .flatMap(container -> all(container.path("env")))
                .map(variable -> variable.path("name").asText())
                .filter(variable -> !variable.matches("[A-Z][A-Z0-9_]*"))
                .map(variable -> manifest + ": '" + variable + "' is not the name of a variable");
        return Stream.of(name, place, labels, variables).flatMap(faults -> faults);
    }
}
