package shop.handover.sandbox.stripe.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one parameter may be. Read from `parameters.json`, whose notation is: `s` text, `i` integer, `b` boolean,
/// `d` decimal, `m` a map of texts, `e:a|b` a choice, `[x]` an array of x, an object its fields, `*` any key;
/// a trailing `?`, or a field `?`, where the empty string unsets it.
sealed interface Spec {

    boolean nullable();

    record Plain(char kind, boolean nullable) implements Spec {}

    record Choice(List<String> values, boolean nullable) implements Spec {}

    record Many(Spec item, boolean nullable) implements Spec {}

    record Keyed(Spec value, boolean nullable) implements Spec {}

    /// `alternative` is what a plain text in its place is checked against; null where only an object will do.
    record Fields(Map<String, Spec> fields, Spec alternative, boolean nullable) implements Spec {}

    static Spec of(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> new Many(of(node.get(0)), false);
            case OBJECT -> object(node);
            default -> plain(node.asText());
        };
    }

    private static Spec plain(String text) {
        boolean nullable = text.endsWith("?");
        var bare = nullable ? text.substring(0, text.length() - 1) : text;
        return bare.startsWith("e:")
                ? new Choice(List.of(bare.substring(2).split("\\|")), nullable)
                : new Plain(bare.charAt(0), nullable);
    }

    private static Spec object(JsonNode node) {
        boolean nullable = node.has("?");
        if (node.has("[]")) {
            return new Many(of(node.get("[]")), nullable);
        }
        if (node.has("*")) {
            return new Keyed(of(node.get("*")), nullable);
        }
        var fields = new LinkedHashMap<String, Spec>();
        node.properties().forEach(field -> {
            if (!field.getKey().equals("?") && !field.getKey().equals("=")) {
                fields.put(field.getKey(), of(field.getValue()));
            }
        });
        return new Fields(fields, node.has("=") ? of(node.get("=")) : null, nullable);
    }
}
