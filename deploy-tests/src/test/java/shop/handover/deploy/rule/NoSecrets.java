package shop.handover.deploy.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static shop.handover.deploy.Manifest.all;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shop.handover.deploy.Guide;
import shop.handover.deploy.Manifest;
import shop.handover.deploy.Overlay;

/// No secret stands in a manifest, nor in the environment of a process, where every child and every crash report would
/// have it: secrets are files.
final class NoSecrets implements Rule {

    private static final Pattern LITERAL = Pattern.compile(
            "[sr]k_(test|live)_\\w+|whsec_\\w+|postgres(ql)?://[^/\\s]*:[^/\\s]*@|-----BEGIN [A-Z ]*PRIVATE KEY");

    @Override
    public Stream<String> faults(Overlay overlay) {
        return Stream.of(
                        overlay.all("Secret")
                                .filter(one -> !guardsNothing(overlay, one))
                                .map(one -> one + ": secrets are not written into manifests"),
                        overlay.manifests().stream()
                                .filter(one ->
                                        LITERAL.matcher(one.node().toString()).find())
                                .map(one -> one + ": holds what looks like a secret"),
                        overlay.workloads().flatMap(NoSecrets::inTheEnvironment),
                        overlay.all("ConfigMap").flatMap(NoSecrets::among))
                .flatMap(faults -> faults);
    }

    // What guards a sandbox and says so may be read by everyone.
    private static boolean guardsNothing(Overlay overlay, Manifest secret) {
        return overlay.name().equals("local")
                && secret.at("/data").properties().stream()
                        .filter(entry -> !entry.getKey().equals("username"))
                        .flatMap(entry -> Stream.of(plain(entry.getValue()).split(",")))
                        .allMatch(value -> value.contains("VisiblyFake"));
    }

    private static String plain(JsonNode value) {
        return new String(Base64.getDecoder().decode(value.asText()), UTF_8);
    }

    private static Stream<String> inTheEnvironment(Manifest workload) {
        return workload.containers().stream()
                .flatMap(container -> Stream.concat(
                        all(container.path("envFrom"))
                                .filter(source -> source.has("secretRef"))
                                .map(_ -> workload + ": takes a Secret into its environment"),
                        all(container.path("env"))
                                .filter(variable ->
                                        variable.at("/valueFrom/secretKeyRef").isObject()
                                                || secret(variable.path("name")))
                                .map(variable ->
                                        workload + ": " + variable.path("name").asText() + " is to be a file")));
    }

    private static Stream<String> among(Manifest settings) {
        return settings.at("/data").properties().stream()
                .filter(entry -> secrets().contains(entry.getKey()))
                .map(entry -> settings + ": " + entry.getKey() + " is to be a file");
    }

    private static boolean secret(JsonNode variable) {
        return secrets().contains(variable.asText());
    }

    private static List<String> secrets() {
        return Guide.secrets().stream()
                .filter(name -> !name.equals("DATABASE_URL"))
                .toList();
    }
}
