package shop.handover.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What stands on the command line behind a benchmark's name: `--name value`, each at most once.
public final class Words {

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> unread = new TreeSet<>();

    /// @throws IllegalArgumentException where a word is no `--name` or has no value
    public Words(String... words) {
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i].startsWith("--") || i + 1 == words.length) {
                throw new IllegalArgumentException("expected --name value, not " + words[i]);
            }
            values.put(words[i].substring(2), words[i + 1]);
            unread.add(words[i]);
        }
    }

    /// A whole number of at least 1.
    public int number(String name, int usual) {
        var text = text(name, String.valueOf(usual));
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("--" + name + " is a whole number from 1, not " + text);
        }
        return Integer.parseInt(text);
    }

    public String text(String name, String usual) {
        unread.remove("--" + name);
        return values.getOrDefault(name, usual);
    }

    /// To be called once all words were read, before anything is started: a misspelt one would measure another thing.
    ///
    /// @throws IllegalArgumentException naming words nobody asked for
    public void noMore() {
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException("nothing is called " + String.join(" or ", unread));
        }
    }
}
