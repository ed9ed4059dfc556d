package shop.handover.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A choice of components, rendered by the kustomize that users render it with. Rendered once per JVM.
///
/// @param name the folder in `deploy/overlays`, and after a plus a folder of `deploy` that is added to it as a
/// component
public record Overlay(String name, List<Manifest> manifests) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final ObjectReader YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(JsonNode.class);
    private static final Map<String, Overlay> RENDERED = new ConcurrentHashMap<>();

    /// Renders the overlay.
    public static Overlay of(String name) {
        return RENDERED.computeIfAbsent(name, _ -> new Overlay(name, read(render(folder(name)))));
    }

    /// Whether this machine has what renders.
    public static boolean canBeRendered() {
        return program().isPresent();
    }

    /// Everything of the kinds named.
    public Stream<Manifest> all(String... kinds) {
        return manifests.stream().filter(manifest -> List.of(kinds).contains(manifest.kind()));
    }

    /// What makes pods.
    public Stream<Manifest> workloads() {
        return all("Deployment", "StatefulSet", "Job", "CronJob");
    }

    /// The one resource of that kind and name.
    public Manifest the(String kind, String name) {
        return all(kind).filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /// The same overlay with other manifests, for a fault planted by a test.
    Overlay with(List<Manifest> others) {
        return new Overlay(name, others);
    }

    /// Reads the documents of a YAML text; a key that stands twice is a fault.
    static List<Manifest> read(String yaml) {
        try (var documents = YAML.<JsonNode>readValues(yaml)) {
            return documents.readAll().stream().map(Manifest::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // As a shop adds one: by an overlay of its own.
    private static Path folder(String name) {
        var plus = name.indexOf('+');
        if (plus < 0) {
            return ROOT.resolve("deploy/overlays/" + name);
        }
        var own = ROOT.resolve("deploy-tests/target/overlays/" + name);
        var deploy = own.relativize(ROOT.resolve("deploy"));
        try {
            Files.writeString(Files.createDirectories(own).resolve("kustomization.yaml"), """
                    apiVersion: kustomize.config.k8s.io/v1beta1
                    kind: Kustomization
                    namespace: handover
                    resources: [%s/overlays/%s]
                    components: [%s/%s]
                    """.formatted(
                            deploy, name.substring(0, plus), deploy, name.substring(plus + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return own;
    }

    private static String render(Path folder) {
        var command = program().orElseThrow(() -> new IllegalStateException("there is no kustomize"));
        try {
            var process = new ProcessBuilder(Stream.concat(command.stream(), Stream.of(folder.toString()))
                            .toList())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var rendered = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException("kustomize does not render " + folder);
            }
            return rendered;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<List<String>> program() {
        return Stream.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"))
                .filter(command -> Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command.getFirst()))))
                .findFirst();
    }
}
