package shop.handover.sandbox.stripe.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// JSON as the sandbox reads and writes it. A field whose name begins with `_` is the sandbox's own and is never shown.
/// Longer than a screen: it is the one door to the JSON library.
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter PRETTY = MAPPER.writer(prettyPrinter());
    private static final Map<String, ObjectNode> TEMPLATES = templates();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /// A new object of that kind, every field present with the value it has when nothing was said.
    public static ObjectNode template(String name) {
        return TEMPLATES.get(name).deepCopy();
    }

    /// A Stripe list of what is given.
    public static ObjectNode list(String url, ArrayNode data, boolean hasMore) {
        var list = object();
        list.put("object", "list");
        list.set("data", data);
        list.put("has_more", hasMore);
        list.put("url", url);
        return list;
    }

    /// Checked parameters as JSON; null for what was unset.
    public static JsonNode of(Object value) {
        return switch (value) {
            case null -> NullNode.instance;
            case String text -> JsonNodeFactory.instance.textNode(text);
            case Long number -> JsonNodeFactory.instance.numberNode(number);
            case Boolean bool -> JsonNodeFactory.instance.booleanNode(bool);
            case BigDecimal decimal -> JsonNodeFactory.instance.numberNode(decimal);
            case List<?> list -> {
                var array = array();
                list.forEach(item -> array.add(of(item)));
                yield array;
            }
            case Map<?, ?> map -> {
                var object = object();
                map.forEach((k, v) -> object.set((String) k, of(v)));
                yield object;
            }
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        };
    }

    public static ObjectNode read(byte[] json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Indented by two, as Stripe sends its answers and events.
    public static byte[] pretty(JsonNode node) {
        try {
            return PRETTY.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Without the sandbox's own fields; changes and returns the node given.
    public static ObjectNode shown(ObjectNode node) {
        node.properties().removeIf(field -> field.getKey().startsWith("_"));
        return node;
    }

    /// As `shown`, and so is everything within; changes and returns the node given.
    public static <T extends JsonNode> T shownThroughout(T node) {
        if (node instanceof ObjectNode object) {
            shown(object);
        }
        node.forEach(Json::shownThroughout);
        return node;
    }

    /// The text of a field, empty where it is null or absent.
    public static String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isTextual() ? value.asText() : "";
    }

    private static DefaultPrettyPrinter prettyPrinter() {
        var indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }

    private static Map<String, ObjectNode> templates() {
        try (var in = Json.class.getResourceAsStream("/shop/handover/sandbox/stripe/templates.json")) {
            var all = new HashMap<String, ObjectNode>();
            MAPPER.readTree(in).properties().forEach(e -> all.put(e.getKey(), (ObjectNode) e.getValue()));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
