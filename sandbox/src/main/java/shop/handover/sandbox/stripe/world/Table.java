package shop.handover.sandbox.stripe.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// All objects of one kind, oldest forgotten beyond the bound. Kept as bytes: a reader always gets its own copy,
/// so an event holds what was, not what became. Not safe for threads; the world's lock is.
/// Longer than a screen: one table in three orders.
final class Table {

    /// @param fields values a list may be filtered by
    record Row(long sequence, String id, long created, byte[] json, Map<String, String> fields) {}

    private final Map<String, Row> byId = new HashMap<>();
    private final TreeMap<Long, Row> bySequence = new TreeMap<>();
    private final String[] indexed;
    private final Map<String, Map<String, TreeMap<Long, Row>>> lookups = new HashMap<>();
    private final int bound;
    private long sequence;

    /// @param indexed fields that lists may be filtered by; one that begins with `#` is found without looking at all
    Table(int bound, String... indexed) {
        this.bound = bound;
        this.indexed = Stream.of(indexed).map(name -> name.replace("#", "")).toArray(String[]::new);
        Stream.of(indexed)
                .filter(name -> name.startsWith("#"))
                .forEach(name -> lookups.put(name.substring(1), new HashMap<>()));
    }

    void put(ObjectNode object, byte[] json) {
        var id = object.get("id").asText();
        var known = byId.get(id);
        var row = new Row(
                known == null ? ++sequence : known.sequence(),
                id,
                object.path("created").asLong(),
                json,
                fields(object));
        if (known != null) {
            unlink(known);
        }
        byId.put(id, row);
        bySequence.put(row.sequence(), row);
        link(row);
        if (byId.size() > bound) {
            remove(bySequence.firstEntry().getValue().id());
        }
    }

    void remove(String id) {
        var row = byId.remove(id);
        if (row != null) {
            bySequence.remove(row.sequence());
            unlink(row);
        }
    }

    private void link(Row row) {
        lookups.forEach((name, rows) -> {
            var value = row.fields().get(name);
            if (value != null) {
                rows.computeIfAbsent(value, _ -> new TreeMap<>()).put(row.sequence(), row);
            }
        });
    }

    private void unlink(Row row) {
        lookups.forEach((name, rows) -> rows.computeIfPresent(row.fields().getOrDefault(name, ""), (_, same) -> {
            same.remove(row.sequence());
            return same.isEmpty() ? null : same;
        }));
    }

    Optional<Row> row(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    int size() {
        return byId.size();
    }

    /// Newest first.
    Stream<Row> newest(Predicate<Row> wanted) {
        return bySequence.descendingMap().values().stream().filter(wanted);
    }

    /// Newest first, those whose field has that value.
    Stream<Row> where(String field, String value) {
        var known = lookups.get(field);
        return known == null
                ? newest(row -> value.equals(row.fields().get(field)))
                : known.getOrDefault(value, new TreeMap<>()).descendingMap().values().stream();
    }

    /// Oldest first.
    Stream<Row> oldest() {
        return bySequence.values().stream();
    }

    /// The newest before the given one, or the oldest after it (nearest first).
    Stream<Row> from(Row cursor, boolean older) {
        return older
                ? bySequence.headMap(cursor.sequence(), false).descendingMap().values().stream()
                : bySequence.tailMap(cursor.sequence(), false).values().stream();
    }

    private Map<String, String> fields(ObjectNode object) {
        if (indexed.length == 0) {
            return Map.of();
        }
        var fields = HashMap.<String, String>newHashMap(indexed.length);
        for (String name : indexed) {
            var value = object.at("/" + name.replace('.', '/'));
            if (value.isValueNode() && !value.isNull()) {
                fields.put(name, value.asText());
            }
        }
        return fields;
    }
}
