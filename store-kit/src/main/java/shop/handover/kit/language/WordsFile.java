package shop.handover.kit.language;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shop.handover.kit.catalog.Fault;

/// One file of words, `<ISO 639 code>.properties` in UTF-8: ours, packaged, or the shop's own beside its
/// catalog. Ours are trusted; the shop's are looked through, since a slip in them would show only in the mail of
/// a buyer.
final class WordsFile {

    private static final Pattern PLACE = Pattern.compile("\\{\\d+}");
    private static final ZonedDateTime ANY_TIME = ZonedDateTime.of(2026, 11, 23, 14, 2, 0, 0, ZoneOffset.UTC);
    private static final Set<String> TIMES = Set.of("format.time", "format.date", "format.date.long");

    private WordsFile() {}

    /// Ours; empty where we do not speak the language.
    static Optional<Map<String, String>> packaged(String code) {
        try (var in = WordsFile.class.getResourceAsStream("/words/" + code + ".properties")) {
            if (in == null) {
                return Optional.empty();
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return Optional.of(map(properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The shop's.
    ///
    /// @param english every key there is, with the values it takes
    /// @param faults grows by what is wrong
    static Map<String, String> read(Path file, Map<String, String> english, List<Fault> faults) {
        var name = "words/" + file.getFileName();
        if (!Set.of(Locale.getISOLanguages()).contains(code(file))) {
            faults.add(new Fault(name, 1, "", "name the file by a language: two lower-case letters of ISO 639"));
            return Map.of();
        }
        try {
            var text = Files.readString(file);
            var properties = new Properties();
            properties.load(new StringReader(text));
            var words = map(properties);
            words.forEach((key, said) -> fault(key, said, english)
                    .ifPresent(reason -> faults.add(new Fault(name, line(text, key), key, reason))));
            return words;
        } catch (CharacterCodingException e) {
            faults.add(new Fault(name, 1, "", "save the file as UTF-8"));
        } catch (IllegalArgumentException | IOException e) {
            faults.add(new Fault(name, 1, "", "cannot be read: " + e.getMessage()));
        }
        return Map.of();
    }

    /// The language a file is of.
    static String code(Path file) {
        return file.getFileName().toString().replaceFirst("\\.properties$", "");
    }

    private static Optional<String> fault(String key, String said, Map<String, String> english) {
        if (!english.containsKey(key)) {
            return Optional.of(
                    "there are no words of this name; store-kit/src/main/resources/words/en.properties has all");
        }
        if (TIMES.contains(key)) {
            return faultOfTime(said);
        }
        var unknown = places(said);
        unknown.removeAll(places(english.get(key)));
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("there is no value for " + String.join(", ", unknown) + "; in English it reads: "
                        + english.get(key));
    }

    private static Optional<String> faultOfTime(String pattern) {
        try {
            DateTimeFormatter.ofPattern(pattern).format(ANY_TIME);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("not a pattern of java.time.format.DateTimeFormatter: " + e.getMessage());
        }
    }

    private static List<String> places(String said) {
        return PLACE.matcher(said)
                .results()
                .map(MatchResult::group)
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static int line(String text, String key) {
        var lines = text.split("\\R", -1);
        for (var i = 0; i < lines.length; i++) {
            if (lines[i].strip().matches(Pattern.quote(key) + "\\s*([=:\\s].*)?")) {
                return i + 1;
            }
        }
        return 1;
    }

    private static Map<String, String> map(Properties properties) {
        var words = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
        return words;
    }
}
