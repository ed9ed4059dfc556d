package shop.handover.sandbox.house;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the command line says: `--name value` or `--name=value`, each once.
final class Arguments {

    private final Map<String, String> values = new HashMap<>();

    Arguments(String... words) {
        for (int i = 0; i < words.length; i++) {
            String[] word = words[i].split("=", 2);
            if (!word[0].startsWith("--") || (word.length == 1 && i + 1 == words.length)) {
                throw new IllegalArgumentException("expected --name value, not " + words[i]);
            }
            values.put(word[0].substring(2), word.length == 2 ? word[1] : words[++i]);
        }
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String text(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("--" + name + " is missing"));
    }

    Optional<Integer> findPort(String name) {
        return find(name).map(Integer::valueOf);
    }

    int port(String name) {
        return Integer.parseInt(text(name));
    }

    Path path(String name) {
        return Path.of(text(name));
    }

    URI uri(String name) {
        return URI.create(text(name));
    }
}
