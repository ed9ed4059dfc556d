package shop.handover.deploy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// An overlay of one's own to put a fault into.
public final class Planted {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Overlay overlay;
    private JsonNode chosen;

    /// Copies it, so that other tests see none of the fault.
    public Planted(Overlay overlay) {
        this.overlay = overlay.with(overlay.manifests().stream()
                .map(manifest -> new Manifest(manifest.node().deepCopy()))
                .toList());
    }

    /// What it has become.
    public Overlay overlay() {
        return overlay;
    }

    /// Takes up a resource.
    public Planted the(String kind, String name) {
        chosen = overlay.the(kind, name).node();
        return this;
    }

    /// Takes up a Deployment.
    public Planted deployment(String name) {
        return the("Deployment", name);
    }

    /// Puts a value, as JSON, where the pointer leads; what stood there before is gone.
    public Planted put(String pointer, String json) {
        var place = JsonPointer.compile(pointer);
        var parent = chosen.at(place.head());
        var key = place.last().getMatchingProperty();
        try {
            var value = MAPPER.readTree(json);
            switch (parent) {
                case ObjectNode object -> object.set(key, value);
                case ArrayNode array -> array.set(place.last().getMatchingIndex(), value);
                default -> throw new IllegalArgumentException("nothing stands at " + place.head());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        return this;
    }

    /// Takes away what stands where the pointer leads; fails where nothing does.
    public Planted remove(String pointer) {
        var place = JsonPointer.compile(pointer);
        var parent = (ObjectNode) chosen.at(place.head());
        if (parent.remove(place.last().getMatchingProperty()) == null) {
            throw new IllegalArgumentException("nothing stands at " + pointer);
        }
        return this;
    }
}
