package shop.handover.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LanguagesTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @Test
    void english_comes_first_and_german_is_spoken() {
        assertThat(Languages.all()).extracting(Language::code).containsExactly("en", "de");
        assertThat(Languages.all()).extracting(Language::name).containsExactly("English", "Deutsch");
    }

    @Test
    void both_languages_say_the_same_things_with_the_same_values() {
        assertThat(places("de")).isEqualTo(places("en"));
    }

    @Test
    void no_words_raise_their_voice() {
        assertThat(Languages.words("en").orElseThrow().values()).noneMatch(words -> words.contains("!"));
        assertThat(Languages.words("de").orElseThrow().values()).noneMatch(words -> words.contains("!"));
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
        assertThat(Languages.choose(acceptLanguage, "de").code()).isEqualTo(spoken);
    }

    @Test
    void a_choice_counts_before_the_browsers_wish() {
        assertThat(Languages.choose("en", "en", "de").code()).isEqualTo("de");
        assertThat(Languages.choose("en", "en", null, "de").code()).isEqualTo("de");
        assertThat(Languages.choose("en", "en", "../../etc", null).code()).isEqualTo("en");
    }

    @Test
    void without_any_wish_english_is_spoken() {
        assertThat(Languages.choose(null, "xx").code()).isEqualTo("en");
    }

    private static Map<String, Object> places(String code) {
        var places = new TreeMap<String, Object>();
        Languages.words(code)
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
