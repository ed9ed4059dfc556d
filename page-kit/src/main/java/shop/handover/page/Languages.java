package shop.handover.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// The languages the pages speak: one for each file in `words/`. Found once, by asking for every language there is, so
/// that a new file needs no list to be changed.
public final class Languages {

    private static final String DEFAULT = "en";
    private static final List<Language> ALL = read();

    private Languages() {}

    /// All of them, English first.
    public static List<Language> all() {
        return ALL;
    }

    /// The one with this ISO 639 code.
    public static Optional<Language> of(String code) {
        return ALL.stream().filter(language -> language.code().equals(code)).findFirst();
    }

    /// The first of the codes that we speak, else what the browser prefers of ours, else the shop's own, else English.
    ///
    /// @param acceptLanguage the request's header; nonsense in it counts for nothing
    /// @param shops the shop's own language
    /// @param chosen what the person chose: first by address, then by an earlier choice; `null` where not
    public static Language choose(String acceptLanguage, String shops, String... chosen) {
        return Arrays.stream(chosen)
                .filter(code -> code != null)
                .flatMap(code -> of(code).stream())
                .findFirst()
                .or(() -> preferred(acceptLanguage))
                .or(() -> of(shops))
                .orElseGet(ALL::getFirst);
    }

    private static Optional<Language> preferred(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > 200) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .filter(range -> range.getWeight() > 0)
                    .sorted(Comparator.comparingDouble(Locale.LanguageRange::getWeight)
                            .reversed())
                    .flatMap(range -> of(range.getRange().split("-")[0]).stream())
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Language> read() {
        var english = words(DEFAULT).orElseThrow();
        return Arrays.stream(Locale.getISOLanguages())
                .flatMap(code -> words(code).map(words -> language(code, english, words)).stream())
                .sorted(Comparator.comparing(
                                (Language language) -> !language.code().equals(DEFAULT))
                        .thenComparing(Language::code))
                .toList();
    }

    private static Language language(String code, Map<String, String> english, Map<String, String> words) {
        var whole = new HashMap<>(english);
        whole.putAll(words);
        return new Language(code, whole);
    }

    static Optional<Map<String, String>> words(String code) {
        try (var in = Languages.class.getResourceAsStream("/words/" + code + ".properties")) {
            if (in == null) {
                return Optional.empty();
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            var words = new HashMap<String, String>();
            properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
            return Optional.of(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
