package shop.handover.deploy.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

/// A value that must be a text in the manifest. Jackson alone would take a number or a truth for one; an API server
/// does not.
public record Text(String value) {

    /// Refuses what is not a text.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Text of(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException("must be a text in quotes: " + node);
        }
        return new Text(node.asText());
    }
}
