package shop.handover.kit.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccentTest {

    @ParameterizedTest
    @CsvSource({
        "'#7c3aed','#7c3aed','#b4a1fc'",
        "'#e11d48','#d80841','#f88d92'",
        "'#f59e0b','#9a6102','#e8a44d'",
        "'#16a34a','#027e35','#71c883'",
        "'#ffe600','#7a6e00','#f6e67b'"
    })
    void a_shops_colour_becomes_one_for_the_light_and_one_for_the_dark(String asked, String light, String dark) {
        var accent = Accent.of(asked);

        isTheSameToTheEye(accent.light(), light);
        isTheSameToTheEye(accent.dark(), dark);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#0b6472", "#000000", "#ffffff", "#808080", "#0000ff", "#ff0000", "#00ff00", "#ffe600"})
    void whatever_was_asked_for_can_be_read_on_every_ground(String asked) {
        var accent = Accent.of(asked);

        isReadable(accent.light(), "#f5f7f7", "#ffffff", "#edf1f1");
        isReadable(accent.dark(), "#0d1213", "#151c1d", "#0a0e0f");
        assertThat(contrast(accent.onLight(), accent.light())).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(accent.onDark(), accent.dark())).isGreaterThanOrEqualTo(4.5);
    }

    @Test
    void a_colour_that_is_readable_already_stays_as_it_is() {
        assertThat(Accent.of("#0b6472").light()).isEqualTo("#0b6472");
    }

    @Test
    void the_stylesheet_names_both_pairs() {
        assertThat(Accent.of("#0b6472").css())
                .contains("--accent: #0b6472; --on-accent: #ffffff")
                .contains("prefers-color-scheme: dark")
                .contains("--accent: #73bfce; --on-accent: #04191c");
    }

    private static void isReadable(String text, String... grounds) {
        for (var ground : grounds) {
            assertThat(contrast(text, ground)).as("%s on %s", text, ground).isGreaterThanOrEqualTo(4.5);
        }
    }

    private static double contrast(String one, String other) {
        return Colour.of(one).contrastTo(Colour.of(other));
    }

    // One step of 256 in a channel is rounding.
    private static void isTheSameToTheEye(String actual, String expected) {
        for (var i = 1; i < 7; i += 2) {
            assertThat(Integer.parseInt(actual.substring(i, i + 2), 16))
                    .as("%s against %s", actual, expected)
                    .isCloseTo(Integer.parseInt(expected.substring(i, i + 2), 16), within(1));
        }
    }
}
