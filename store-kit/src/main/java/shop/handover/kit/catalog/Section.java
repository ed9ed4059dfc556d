package shop.handover.kit.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// One mapping of the YAML file, asked for its fields by name. Every refusal is noted in the shared list instead of
/// thrown, so that the operator sees all of them at once; the reader then goes on with a harmless stand-in.
final class Section {

    private final String file;
    private final String path;
    private final Node node;
    private final List<Fault> faults;
    private final Map<String, Node> fields = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Section(String file, String path, Node node, List<Fault> faults) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.faults = faults;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> keep(tuple.getKeyNode(), tuple.getValueNode()));
        } else {
            faults.add(new Fault(file, line(node), path, "must be a mapping of fields"));
        }
    }

    String text(String key, String rule, String wanted) {
        return optionalText(key, rule, wanted).orElseGet(() -> {
            missing(key, wanted);
            return "";
        });
    }

    Optional<String> optionalText(String key, String rule, String wanted) {
        return scalar(key).flatMap(value -> {
            if (value.getValue().matches(rule)) {
                return Optional.of(value.getValue());
            }
            fault(key, "must be " + wanted + ": " + shown(value));
            return Optional.of("");
        });
    }

    boolean flag(String key) {
        return scalar(key)
                .map(value -> {
                    if (!value.getValue().matches("true|false")) {
                        fault(key, "must be true or false: " + shown(value));
                    }
                    return value.getValue().equals("true");
                })
                .orElse(false);
    }

    Optional<Long> number(String key, long least, long most) {
        return scalar(key).flatMap(value -> {
            var text = value.getValue();
            if (text.matches("\\d{1,15}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most) {
                return Optional.of(Long.parseLong(text));
            }
            fault(key, "must be a whole number from " + least + " to " + most + ": " + shown(value));
            return Optional.empty();
        });
    }

    long requiredNumber(String key, long least, long most) {
        asked.add(key);
        if (!fields.containsKey(key)) {
            missing(key, "a whole number from " + least + " to " + most);
        }
        return number(key, least, most).orElse(least);
    }

    Optional<Section> section(String key) {
        return field(key).map(value -> new Section(file, under(key), value, faults));
    }

    Section requiredSection(String key) {
        return section(key).orElseGet(() -> {
            missing(key, "a mapping of fields");
            return new Section(file, under(key), new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK), faults);
        });
    }

    <T> List<T> list(String key, boolean required, BiFunction<Section, Integer, T> reader) {
        var found = items(key);
        if (required && found.isEmpty()) {
            missing(key, "a list with at least one entry");
        }
        return IntStream.range(0, found.size())
                .mapToObj(i -> reader.apply(new Section(file, under(key) + "[" + i + "]", found.get(i), faults), i))
                .toList();
    }

    List<String> texts(String key, String rule, String wanted) {
        var values = new ArrayList<String>();
        for (var item : items(key)) {
            if (item instanceof ScalarNode scalar && scalar.getValue().matches(rule)) {
                values.add(scalar.getValue());
            } else {
                faults.add(new Fault(file, line(item), under(key), "each entry must be " + wanted));
            }
        }
        return values;
    }

    Map<String, String> textByKey(String keyRule, String wanted) {
        var values = new HashMap<String, String>();
        fields.keySet().forEach(key -> {
            if (!key.matches(keyRule)) {
                fault(key, "must be named by " + wanted);
            }
            scalar(key).ifPresent(value -> values.put(key, value.getValue()));
        });
        return values;
    }

    /// One mapping per language.
    Map<String, Section> byLanguage(String key) {
        var found = new TreeMap<String, Section>();
        section(key)
                .ifPresent(languages -> languages.fields.keySet().forEach(language -> {
                    if (!language.matches("[a-z]{2}")) {
                        languages.fault(language, "must be named by a language of two letters");
                    }
                    languages.section(language).ifPresent(told -> found.put(language, told));
                }));
        return found;
    }

    void fault(String key, String message) {
        var at = fields.getOrDefault(key, node);
        faults.add(new Fault(file, line(at), under(key), message));
    }

    /// To be called when all known fields were asked for: whatever is left is a typing error.
    void nothingElse() {
        fields.keySet().stream()
                .filter(key -> !asked.contains(key))
                .sorted()
                .forEach(key -> fault(
                        key,
                        "is not a known field; known here: "
                                + String.join(", ", asked.stream().sorted().toList())));
    }

    private void keep(Node key, Node value) {
        var name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (fields.putIfAbsent(name, value) != null) {
            faults.add(new Fault(file, line(key), under(name), "stands here twice"));
        }
    }

    private Optional<Node> field(String key) {
        asked.add(key);
        return Optional.ofNullable(fields.get(key)).filter(value -> !Tag.NULL.equals(value.getTag()));
    }

    private Optional<ScalarNode> scalar(String key) {
        var value = field(key);
        if (value.isPresent() && !(value.get() instanceof ScalarNode)) {
            fault(key, "must be a single value");
        }
        return value.filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast);
    }

    private List<Node> items(String key) {
        var value = field(key);
        if (value.isPresent() && !(value.get() instanceof SequenceNode)) {
            fault(key, "must be a list");
        }
        return value.filter(SequenceNode.class::isInstance)
                .map(found -> ((SequenceNode) found).getValue())
                .orElse(List.of());
    }

    private void missing(String key, String wanted) {
        faults.add(new Fault(file, line(node), under(key), "is missing; it must be " + wanted));
    }

    private String under(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private static String shown(ScalarNode value) {
        var text = value.getValue().replaceAll("\\p{Cntrl}", "\u2423");
        return "\"" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "\"";
    }
}
