package shop.handover.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// One resource as kustomize renders it.
public record Manifest(JsonNode node) {

    /// `Deployment`, `KafkaUser` and the like.
    public String kind() {
        return node.path("kind").asText();
    }

    /// `apps/v1` and the like.
    public String apiVersion() {
        return node.path("apiVersion").asText();
    }

    /// Its name.
    public String name() {
        return node.at("/metadata/name").asText();
    }

    /// Its place in a message.
    @Override
    public String toString() {
        return kind() + " " + name();
    }

    /// What stands at a JSON pointer; a missing node where nothing does.
    public JsonNode at(String pointer) {
        return node.at(pointer);
    }

    /// Where the pod's template stands; missing where this makes no pods.
    public JsonNode template() {
        return switch (kind()) {
            case "Deployment", "StatefulSet", "Job" -> node.at("/spec/template");
            case "CronJob" -> node.at("/spec/jobTemplate/spec/template");
            default -> MissingNode.getInstance();
        };
    }

    /// All its containers, those that run first included.
    public List<JsonNode> containers() {
        return Stream.of("/spec/initContainers", "/spec/containers")
                .flatMap(place -> all(template().at(place)))
                .toList();
    }

    /// The labels of the pods it makes.
    public Map<String, String> podLabels() {
        return texts(template().at("/metadata/labels"));
    }

    /// The elements of an array; none where there is none.
    public static Stream<JsonNode> all(Iterable<JsonNode> array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /// An object of texts as a map.
    public static Map<String, String> texts(JsonNode object) {
        var texts = new HashMap<String, String>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
