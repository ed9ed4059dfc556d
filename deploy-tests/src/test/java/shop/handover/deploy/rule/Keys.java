package shop.handover.deploy.rule;

import static shop.handover.deploy.Manifest.all;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.handover.deploy.Guide;
import shop.handover.deploy.Manifest;
import shop.handover.deploy.Overlay;

/// A key that a volume takes out of a Secret is one that the Secret has: as it stands here, as an ExternalSecret
/// makes it, or as the table of `deploy/README.md` asks for it. A pod that waits for a key that never comes does not
/// start.
final class Keys implements Rule {

    @Override
    public Stream<String> faults(Overlay overlay) {
        var kept = Stream.of(written(overlay), fromOutside(overlay), asked())
                .flatMap(found -> found.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
        return overlay.workloads()
                .flatMap(workload -> Stream.concat(
                                all(workload.template().at("/spec/volumes")).map(volume -> volume.path("secret")),
                                workload.template().findValues("sources").stream()
                                        .flatMap(sources -> all(sources).map(source -> source.path("secret"))))
                        .flatMap(secret -> missing(workload, secret, kept)));
    }

    private static Stream<String> missing(Manifest workload, JsonNode secret, Map<String, Set<String>> kept) {
        var name = secret.path("secretName").asText(secret.path("name").asText());
        return all(secret.path("items"))
                .map(item -> item.path("key").asText())
                .filter(key -> kept.containsKey(name) && !kept.get(name).contains(key))
                .map(key -> workload + ": Secret " + name + " has no key " + key);
    }

    private static Map<String, Set<String>> written(Overlay overlay) {
        return overlay.all("Secret")
                .collect(Collectors.toMap(
                        Manifest::name,
                        one -> one.at("/data").properties().stream()
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet())));
    }

    private static Map<String, Set<String>> fromOutside(Overlay overlay) {
        return overlay.all("ExternalSecret")
                .collect(Collectors.toMap(
                        one -> one.at("/spec/target/name").asText(),
                        one -> all(one.at("/spec/data"))
                                .map(data -> data.path("secretKey").asText())
                                .collect(Collectors.toSet()),
                        (first, _) -> first));
    }

    // | `stripe-webhook` | `secret-key`: …; `signing-secrets`: … | who reads it |
    private static Map<String, Set<String>> asked() {
        return Guide.read("deploy/README.md")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .filter(cells -> cells.length == 4)
                .collect(Collectors.toMap(
                        cells -> cells[1].replace("`", "").strip(), cells -> words(cells[2]), (first, _) -> first));
    }

    private static Set<String> words(String cell) {
        return java.util.regex.Pattern.compile("`([a-z.-]+)`")
                .matcher(cell)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
