package shop.handover.sandbox.stripe.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Checks a decoded form against what Stripe knows for the call and turns texts into typed values.
/// Longer than a screen because every refusal has Stripe's own words.
public final class Parameters {

    private static final Map<String, Spec.Fields> CALLS = load();
    private static final Map<String, Spec.Fields> ENDIVE = endive();
    private static final Map<String, Integer> LONGEST = Map.of(
            "client_reference_id", 200,
            "lookup_key", 200,
            "statement_descriptor", 22,
            "statement_descriptor_suffix", 22,
            "customer_email", 800,
            "code", 500,
            "id", 500);
    private static final int LONGEST_TEXT = 5_000;

    private Parameters() {}

    /// The typed parameters of the named call, such as `price.create`.
    ///
    /// @param endive whether the caller's API version belongs to the train after ours
    /// @throws StripeError in Stripe's words: unknown ones first and all together, then the first faulty one
    public static Params check(String call, Map<String, Object> form, boolean endive) {
        var spec = (endive ? ENDIVE : CALLS).get(call);
        if (spec == null) {
            throw new IllegalArgumentException("no parameters are known for " + call);
        }
        var unknown = new ArrayList<String>();
        collectUnknown(spec, form, "", unknown);
        if (!unknown.isEmpty()) {
            throw StripeError.invalid(
                    "parameter_unknown",
                    "Received unknown parameter" + (unknown.size() > 1 ? "s" : "") + ": " + String.join(", ", unknown),
                    unknown.getFirst());
        }
        return new Params(fields(spec, form, ""), "");
    }

    /// What a choice of the named call may be.
    static List<String> choices(String call, String name) {
        return ((Spec.Choice) CALLS.get(call).fields().get(name)).values();
    }

    private static void collectUnknown(Spec spec, Object value, String at, List<String> unknown) {
        if (!(value instanceof Map<?, ?> map)) {
            return;
        }
        map.forEach((k, v) -> {
            var path = at.isEmpty() ? (String) k : at + "[" + k + "]";
            switch (spec) {
                case Spec.Fields fields
                when fields.fields().containsKey(k) ->
                    collectUnknown(fields.fields().get(k), v, path, unknown);
                case Spec.Fields _ -> unknown.add(Form.cut(path));
                case Spec.Many many -> collectUnknown(many.item(), v, path, unknown);
                case Spec.Keyed keyed -> collectUnknown(keyed.value(), v, path, unknown);
                case Spec.Plain _, Spec.Choice _ -> {}
            }
        });
    }

    private static Map<String, Object> fields(Spec.Fields spec, Map<?, ?> form, String at) {
        var typed = new LinkedHashMap<String, Object>();
        form.forEach((k, v) -> {
            var key = (String) k;
            typed.put(key, value(spec.fields().get(key), v, at.isEmpty() ? key : at + "[" + key + "]"));
        });
        return typed;
    }

    private static Object value(Spec spec, Object given, String at) {
        if (given instanceof String text && text.isEmpty()) {
            return empty(spec, at);
        }
        return switch (spec) {
            case Spec.Plain plain when plain.kind() == 'm' -> Metadata.check(given, at);
            case Spec.Plain plain -> plain(plain.kind(), text(given, at), at);
            case Spec.Choice choice -> choice(choice.values(), text(given, at), at);
            case Spec.Many many -> many(many, given, at);
            case Spec.Keyed keyed -> keyed(keyed, given, at);
            case Spec.Fields fields -> object(fields, given, at);
        };
    }

    // The empty string unsets what may be unset; null stands for that.
    private static Object empty(Spec spec, String at) {
        if (spec.nullable() || spec instanceof Spec.Plain(char kind, boolean _) && kind == 'm') {
            return null;
        }
        if (spec instanceof Spec.Many) {
            return List.of();
        }
        var name = Form.cut(at);
        throw StripeError.invalid(
                "parameter_invalid_empty",
                "You passed an empty string for '" + name
                        + "'. We assume empty values are an attempt to unset a parameter; however '"
                        + name + "' cannot be unset. You should remove '" + name
                        + "' from your request or supply a non-empty value.",
                name);
    }

    private static String text(Object given, String at) {
        if (given instanceof String text) {
            return text;
        }
        throw StripeError.invalid("Invalid string: " + Form.cut(asRubyWrites(given)), Form.cut(at));
    }

    // Stripe's messages show what was sent as its own language prints it.
    private static String asRubyWrites(Object given) {
        if (!(given instanceof Map<?, ?> map)) {
            return "\"" + given + "\"";
        }
        return map.keySet().stream().allMatch(Parameters::isIndex)
                ? map.values().stream().map(Parameters::asRubyWrites).collect(Collectors.joining(", ", "[", "]"))
                : map.entrySet().stream()
                        .map(entry -> "\"" + entry.getKey() + "\"=>" + asRubyWrites(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Object plain(char kind, String text, String at) {
        return switch (kind) {
            case 'i' -> integer(text, at);
            case 'd' -> decimal(text, at);
            case 'b' -> bool(text, at);
            default -> limited(text, at);
        };
    }

    private static Long integer(String text, String at) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw StripeError.invalid("parameter_invalid_integer", "Invalid integer: " + Form.cut(text), Form.cut(at));
        }
    }

    private static BigDecimal decimal(String text, String at) {
        if (text.length() <= 40 && text.matches("-?\\d+(\\.\\d+)?")) {
            return new BigDecimal(text);
        }
        throw StripeError.invalid("Invalid decimal: " + Form.cut(text), Form.cut(at));
    }

    private static Boolean bool(String text, String at) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw StripeError.invalid("Invalid boolean: " + Form.cut(text), Form.cut(at));
        };
    }

    private static String limited(String text, String at) {
        int open = at.lastIndexOf('[');
        var name = open < 0 ? at : at.substring(open + 1, at.length() - 1);
        int longest = LONGEST.getOrDefault(name, LONGEST_TEXT);
        if (text.codePointCount(0, text.length()) > longest) {
            throw StripeError.invalid(
                    "Invalid string: " + text.substring(0, 12) + "..." + text.substring(text.length() - 9)
                            + "; must be at most " + longest + " characters",
                    Form.cut(at));
        }
        return text;
    }

    private static String choice(List<String> values, String text, String at) {
        // Stripe knows the versions it has published since ours.
        if (values.contains(text) || at.equals("api_version") && ApiVersions.isKnown(text)) {
            return text;
        }
        throw StripeError.invalid("Invalid " + Form.cut(at) + ": must be one of " + either(values), Form.cut(at));
    }

    private static String either(List<String> values) {
        return switch (values.size()) {
            case 1 -> values.getFirst();
            case 2 -> values.getFirst() + " or " + values.getLast();
            default -> String.join(", ", values.subList(0, values.size() - 1)) + ", or " + values.getLast();
        };
    }

    private static List<Object> many(Spec.Many spec, Object given, String at) {
        if (!(given instanceof Map<?, ?> map) || !map.keySet().stream().allMatch(Parameters::isIndex)) {
            throw StripeError.invalid("Invalid array", Form.cut(at));
        }
        var items = new ArrayList<Object>();
        map.entrySet().stream()
                .sorted((a, b) ->
                        Integer.compare(Integer.parseInt((String) a.getKey()), Integer.parseInt((String) b.getKey())))
                .forEach(e -> items.add(value(spec.item(), e.getValue(), at + "[" + e.getKey() + "]")));
        return items;
    }

    private static boolean isIndex(Object key) {
        var text = (String) key;
        return !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Map<String, Object> keyed(Spec.Keyed spec, Object given, String at) {
        if (!(given instanceof Map<?, ?> map)) {
            throw StripeError.invalid("Invalid object", Form.cut(at));
        }
        var typed = new LinkedHashMap<String, Object>();
        map.forEach((k, v) -> typed.put((String) k, value(spec.value(), v, at + "[" + k + "]")));
        return typed;
    }

    private static Object object(Spec.Fields spec, Object given, String at) {
        if (given instanceof Map<?, ?> map) {
            return fields(spec, map, at);
        }
        if (spec.alternative() != null) {
            return value(spec.alternative(), given, at);
        }
        throw StripeError.invalid("Invalid object", Form.cut(at));
    }

    private static Map<String, Spec.Fields> load() {
        var calls = new HashMap<String, Spec.Fields>();
        read("parameters.json", calls);
        read("unpublished-parameters.json", calls);
        return Map.copyOf(calls);
    }

    // What the next train adds and changes; it drops what is null here.
    private static Map<String, Spec.Fields> endive() {
        var calls = new HashMap<>(CALLS);
        tree("endive-parameters.json").properties().forEach(call -> {
            var fields = new LinkedHashMap<>(CALLS.get(call.getKey()).fields());
            call.getValue().properties().forEach(field -> {
                if (field.getValue().isNull()) {
                    fields.remove(field.getKey());
                } else {
                    fields.put(field.getKey(), Spec.of(field.getValue()));
                }
            });
            calls.put(call.getKey(), new Spec.Fields(fields, null, false));
        });
        return Map.copyOf(calls);
    }

    private static void read(String file, Map<String, Spec.Fields> calls) {
        tree(file).properties().forEach(call -> calls.put(call.getKey(), (Spec.Fields) Spec.of(call.getValue())));
    }

    private static JsonNode tree(String file) {
        try (var in = Parameters.class.getResourceAsStream("/shop/handover/sandbox/stripe/" + file)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
