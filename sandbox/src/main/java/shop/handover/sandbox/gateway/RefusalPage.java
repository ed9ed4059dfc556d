package shop.handover.sandbox.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/// A refusal as people read it: a page that needs no service, since it is there for when services are away. It knows
/// neither the shop's name nor its colours, but says what is, that what was bought is safe, and one thing to do.
final class RefusalPage {

    /// What these pages speak. The first is for whoever speaks none of them.
    static final List<String> LANGUAGES = List.of("en", "de");

    /// The digest of the stylesheet in the page, as a content policy names it.
    static final String STYLE_HASH;

    // Where asking again helps, the button asks again; else it leads out.
    private static final Set<String> PASSING = Set.of("too-many-requests", "unavailable", "too-slow");
    private static final String CLOCK = "<circle cx=\"12\" cy=\"12\" r=\"8.5\"/><path d=\"M12 7.5V12l3 2\"/>";
    private static final String SIGN = "<circle cx=\"12\" cy=\"12\" r=\"8.5\"/><path d=\"M12 11v5m0-8.2v.1\"/>";
    private static final String STYLE;
    private static final String PAGE = resource("refusal.html");
    private static final Map<String, Map<String, String>> WORDS =
            LANGUAGES.stream().collect(Collectors.toMap(language -> language, RefusalPage::words));

    static {
        STYLE = resource("/shop/handover/sandbox/look/tokens.css")
                + used(resource("/shop/handover/sandbox/look/base.css"))
                + resource("refusal.css");
        STYLE_HASH = hash(STYLE);
    }

    private RefusalPage() {}

    /// The page in one of [#LANGUAGES].
    static String of(String type, String language) {
        var words = WORDS.get(language);
        var passing = PASSING.contains(type);
        var values = new LinkedHashMap<>(words);
        values.put("language", language);
        values.put("style", STYLE);
        values.put("icon", passing ? CLOCK : SIGN);
        values.put("title", words.get(type + ".title"));
        values.put("text", words.get(type + ".text"));
        values.put("way", passing ? "" : "/store");
        values.put("next", words.get(passing ? "retry" : "back"));
        var page = PAGE;
        for (var value : values.entrySet()) {
            page = page.replace("{" + value.getKey() + "}", value.getValue());
        }
        return page;
    }

    /// Which of [#LANGUAGES] a reader is answered in: the one he chose in the store, else what his browser asks for
    /// first.
    ///
    /// @param chosen the cookie `lang`; may be null
    /// @param accepted the header `Accept-Language`; may be null
    static String language(String chosen, String accepted) {
        var first = chosen == null || chosen.isEmpty() ? accepted : chosen;
        return first == null
                ? LANGUAGES.getFirst()
                : LANGUAGES.stream()
                        .filter(first.toLowerCase(Locale.ROOT)::startsWith)
                        .findFirst()
                        .orElse(LANGUAGES.getFirst());
    }

    // Of the whole look only what these pages have: the ground, head and foot, buttons, badges.
    private static String used(String look) {
        var kept = new ArrayList<String>();
        var wanted = Set.of("/* head and foot */", "/* buttons */");
        var keep = true;
        for (var line : look.lines().toList()) {
            keep = line.startsWith("/*") ? wanted.contains(line) : keep;
            if (keep || line.startsWith(".badge") || line.startsWith("@media(prefers-reduced")) {
                kept.add(line);
            }
        }
        return String.join("\n", kept) + "\n";
    }

    private static Map<String, String> words(String language) {
        try {
            var words = new Properties();
            words.load(new StringReader(resource("refusal." + language + ".properties")));
            return words.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, words::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String style) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = RefusalPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
