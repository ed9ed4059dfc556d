package shop.handover.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The JSON schema of Stripe's objects, where this machine has it: the folder in `STRIPE_MATERIAL`, or the one beside
/// the checkout. Unknown fields are allowed, for real answers carry some.
final class StripeSchema {

    private final JsonNode schema;

    private StripeSchema(JsonNode schema) {
        this.schema = schema;
    }

    static Optional<Path> folder() {
        var named = System.getenv("STRIPE_MATERIAL");
        return List.of(named == null ? "../../shared/stripe" : named, "../shared/stripe").stream()
                .map(Path::of)
                .filter(folder -> Files.exists(folder.resolve("stripe-objects.schema.json")))
                .findFirst();
    }

    static StripeSchema read(Path folder) {
        try {
            return new StripeSchema(new ObjectMapper()
                    .readTree(folder.resolve("stripe-objects.schema.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is wrong with the object, each fault with its place; empty where nothing is.
    List<String> faults(String root, JsonNode object) {
        var faults = new ArrayList<String>();
        check(schema.get("roots").get(root), object, root, faults);
        return faults;
    }

    private void check(JsonNode spec, JsonNode value, String at, List<String> faults) {
        if (spec.has("$ref")) {
            var name = spec.get("$ref")
                    .asText()
                    .substring("#/definitions/".length())
                    .replace("~1", "/");
            check(schema.get("definitions").get(name), value, at, faults);
        } else if (spec.has("anyOf")) {
            checkAny(spec.get("anyOf"), value, at, faults);
        } else {
            checkOne(spec, value, at, faults);
        }
    }

    // The alternative that is wrong only further in tells what was probably meant.
    private void checkAny(JsonNode alternatives, JsonNode value, String at, List<String> faults) {
        List<String> fewest = null;
        long least = Long.MAX_VALUE;
        for (JsonNode alternative : alternatives) {
            var found = new ArrayList<String>();
            check(alternative, value, at, found);
            long weight = found.size()
                    + 1_000
                            * found.stream()
                                    .filter(fault -> fault.startsWith(at + " "))
                                    .count();
            if (weight < least) {
                fewest = found;
                least = weight;
            }
        }
        faults.addAll(fewest);
    }

    private void checkOne(JsonNode spec, JsonNode value, String at, List<String> faults) {
        if (spec.has("const") && !spec.get("const").equals(value)) {
            faults.add(at + " is " + value + " instead of " + spec.get("const"));
        }
        if (spec.has("enum") && !contains(spec.get("enum"), value)) {
            faults.add(at + " is " + value + ", none of " + spec.get("enum"));
        }
        if (spec.has("not")) {
            faults.add(at + " must not be there");
        }
        if (spec.has("type") && !isType(spec.get("type").asText(), value)) {
            faults.add(at + " is " + value.getNodeType() + " instead of " + spec.get("type"));
            return;
        }
        if (value.isObject()) {
            checkFields(spec, value, at, faults);
        }
        if (value.isArray() && spec.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(spec.get("items"), value.get(i), at + "[" + i + "]", faults);
            }
        }
    }

    private void checkFields(JsonNode spec, JsonNode value, String at, List<String> faults) {
        spec.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(at + "." + name.asText() + " is missing");
            }
        });
        value.properties().forEach(field -> {
            var known = spec.path("properties").get(field.getKey());
            if (known != null) {
                check(known, field.getValue(), at + "." + field.getKey(), faults);
            } else if (spec.path("additionalProperties").isObject()) {
                check(spec.get("additionalProperties"), field.getValue(), at + "." + field.getKey(), faults);
            }
        });
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isType(String type, JsonNode value) {
        return switch (type) {
            case "null" -> value.isNull();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            default -> value.isObject();
        };
    }
}
