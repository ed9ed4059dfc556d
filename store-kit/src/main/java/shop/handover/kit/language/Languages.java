package shop.handover.kit.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import shop.handover.kit.catalog.Fault;

/// The languages the shop speaks: one for each file of words, ours and its own. Found by looking, so that a new
/// file needs no list to be changed.
public final class Languages {

    private static final String DEFAULT = "en";
    private static final Languages PACKAGED = new Languages(packagedWords());

    private final List<Language> all;

    private Languages(Map<String, Map<String, String>> words) {
        var english = words.get(DEFAULT);
        all = words.entrySet().stream()
                .map(entry -> new Language(entry.getKey(), over(english, entry.getValue())))
                .sorted(Comparator.comparing(
                                (Language language) -> !language.code().equals(DEFAULT))
                        .thenComparing(Language::code))
                .toList();
    }

    /// Ours alone: English and German.
    public static Languages packaged() {
        return PACKAGED;
    }

    /// Ours and the shop's: files `words/<ISO 639 code>.properties` beside the catalog. A file of a language we
    /// do not speak adds it; one of a language we do speak puts its words in the place of ours. What a file
    /// lacks is said in our words, else in English.
    ///
    /// @param folder the catalog's; without a folder `words` in it all is ours
    /// @throws WordsRefused where a file has faults, naming each by file and line
    public static Languages beside(Path folder) {
        var words = new TreeMap<>(packagedWords());
        var english = words.get(DEFAULT);
        var faults = new ArrayList<Fault>();
        for (var file : files(folder.resolve("words"))) {
            var theirs = WordsFile.read(file, english, faults);
            words.merge(WordsFile.code(file), theirs, Languages::over);
        }
        if (!faults.isEmpty()) {
            throw new WordsRefused(faults);
        }
        return new Languages(words);
    }

    /// All of them, English first.
    public List<Language> all() {
        return all;
    }

    /// The one with this ISO 639 code, or of this tag (`de-AT`, `pt_BR`).
    public Optional<Language> of(String code) {
        var main = code.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        return all.stream().filter(language -> language.code().equals(main)).findFirst();
    }

    /// The one that is always there.
    public Language english() {
        return all.getFirst();
    }

    /// The first of the codes that we speak, else what the browser prefers of ours, else the shop's own, else
    /// English.
    ///
    /// @param acceptLanguage the request's header; nonsense in it counts for nothing
    /// @param shops the shop's own language
    /// @param chosen what the person chose: first by address, then by an earlier choice; `null` where not
    public Language choose(String acceptLanguage, String shops, String... chosen) {
        return Arrays.stream(chosen)
                .filter(code -> code != null)
                .flatMap(code -> of(code).stream())
                .findFirst()
                .or(() -> preferred(acceptLanguage))
                .or(() -> of(shops))
                .orElseGet(this::english);
    }

    private Optional<Language> preferred(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > 200) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .filter(range -> range.getWeight() > 0)
                    .sorted(Comparator.comparingDouble(Locale.LanguageRange::getWeight)
                            .reversed())
                    .flatMap(range -> of(range.getRange()).stream())
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Map<String, String>> packagedWords() {
        var words = new HashMap<String, Map<String, String>>();
        for (var code : Locale.getISOLanguages()) {
            WordsFile.packaged(code).ifPresent(found -> words.put(code, found));
        }
        return words;
    }

    private static Map<String, String> over(Map<String, String> below, Map<String, String> above) {
        var whole = new HashMap<>(below);
        whole.putAll(above);
        return whole;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".properties"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
