package shop.handover.kit.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LanguagesTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @Test
    void english_comes_first_and_german_is_spoken() {
        assertThat(Languages.packaged().all()).extracting(Language::code).containsExactly("en", "de");
        assertThat(Languages.packaged().all()).extracting(Language::name).containsExactly("English", "Deutsch");
    }

    @Test
    void both_languages_say_the_same_things_with_the_same_values() {
        assertThat(places("de")).isEqualTo(places("en"));
    }

    @Test
    void no_words_raise_their_voice() {
        assertThat(WordsFile.packaged("en").orElseThrow().values()).noneMatch(words -> words.contains("!"));
        assertThat(WordsFile.packaged("de").orElseThrow().values()).noneMatch(words -> words.contains("!"));
    }

    @ParameterizedTest
    @CsvSource({
        "'de-AT,de;q=0.9,en;q=0.5', de",
        "'fr,de;q=0.3,en;q=0.8', en",
        "'fr', de",
        "'en;q=0,fr', de",
        "';;;q=x', de",
        "'*', de"
    })
    void the_browsers_wish_counts_before_the_shops_own_language(String acceptLanguage, String spoken) {
        assertThat(Languages.packaged().choose(acceptLanguage, "de").code()).isEqualTo(spoken);
    }

    @Test
    void a_choice_counts_before_the_browsers_wish() {
        assertThat(Languages.packaged().choose("en", "en", "de").code()).isEqualTo("de");
        assertThat(Languages.packaged().choose("en", "en", null, "de").code()).isEqualTo("de");
        assertThat(Languages.packaged().choose("en", "en", "../../etc", null).code())
                .isEqualTo("en");
    }

    @Test
    void without_any_wish_english_is_spoken() {
        assertThat(Languages.packaged().choose(null, "xx").code()).isEqualTo("en");
    }

    @Test
    void a_third_language_is_one_file_beside_the_catalog(@TempDir Path folder) throws IOException {
        write(folder, "fr", """
                language.name = Français
                buy.fixed = Acheter pour {0}
                mail.confirmation.subject = Votre téléchargement : {0}
                format.date.long = d MMMM uuuu
                """);

        var french = Languages.beside(folder).of("fr-CA").orElseThrow();

        assertThat(Languages.beside(folder).all()).extracting(Language::code).containsExactly("en", "de", "fr");
        assertThat(french.name()).isEqualTo("Français");
        assertThat(french.money(new Money(104_900, CurrencyCode.of("eur").orElseThrow())))
                .isEqualTo("1\u202f049,00\u00a0EUR");
        assertThat(french.say("buy.fixed", "49,00 EUR")).isEqualTo("Acheter pour 49,00 EUR");
        assertThat(french.say("mail.confirmation.subject", "X")).isEqualTo("Votre téléchargement : X");
        assertThat(french.say("withdraw")).as("not translated yet").isEqualTo("Withdraw from contract");
    }

    @Test
    void the_shops_words_take_the_place_of_ours_and_no_others(@TempDir Path folder) throws IOException {
        write(folder, "de", "store.promise = Bücher, sofort auf der Platte.\n");

        var german = Languages.beside(folder).of("de").orElseThrow();

        assertThat(german.say("store.promise")).isEqualTo("Bücher, sofort auf der Platte.");
        assertThat(german.say("withdraw")).isEqualTo("Vertrag widerrufen");
    }

    @Test
    void broken_words_are_refused_with_file_line_and_reason(@TempDir Path folder) throws IOException {
        write(folder, "fr", """
                language.name = Français
                buy.fixd = Acheter
                buy.fixed = Acheter pour {1}
                format.date = jj/MM
                """);
        write(folder, "klingon", "language.name = tlhIngan Hol\n");

        assertThatThrownBy(() -> Languages.beside(folder))
                .isInstanceOf(WordsRefused.class)
                .hasMessageContaining("words/fr.properties:2: buy.fixd: there are no words of this name")
                .hasMessageContaining("words/fr.properties:3: buy.fixed: there is no value for {1}")
                .hasMessageContaining("words/fr.properties:4: format.date: not a pattern")
                .hasMessageContaining("words/klingon.properties:1: name the file by a language");
    }

    private static void write(Path folder, String code, String words) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("words")).resolve(code + ".properties"), words);
    }

    private static Map<String, Object> places(String code) {
        var places = new TreeMap<String, Object>();
        WordsFile.packaged(code)
                .orElseThrow()
                .forEach((key, words) -> places.put(
                        key,
                        new TreeSet<>(PLACE.matcher(words)
                                .results()
                                .map(MatchResult::group)
                                .toList())));
        return places;
    }
}
