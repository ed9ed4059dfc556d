package shop.handover.kit.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LanguageTest {

    private static final ZonedDateTime AFTERNOON =
            ZonedDateTime.of(2026, 11, 3, 14, 2, 9, 0, ZoneId.of("Europe/Berlin"));

    private final Language english = Languages.packaged().of("en").orElseThrow();
    private final Language german = Languages.packaged().of("de").orElseThrow();

    @Test
    void amounts_carry_their_code_and_the_separators_of_the_language() {
        assertThat(english.money(money(104_900, "eur"))).isEqualTo("1,049.00\u00a0EUR");
        assertThat(german.money(money(104_900, "eur"))).isEqualTo("1.049,00\u00a0EUR");
    }

    @Test
    void a_currency_has_its_own_decimals() {
        assertThat(english.money(money(4_900, "jpy"))).isEqualTo("4,900\u00a0JPY");
        assertThat(german.money(money(4_900, "kwd"))).isEqualTo("4,900\u00a0KWD");
    }

    @Test
    void sizes_are_counted_in_decimal_units() {
        assertThat(english.size(11_600_000)).isEqualTo("11.6\u00a0MB");
        assertThat(german.size(11_600_000)).isEqualTo("11,6\u00a0MB");
        assertThat(english.size(82_400)).isEqualTo("82\u00a0KB");
        assertThat(english.size(999_999)).isEqualTo("1.0\u00a0MB");
        assertThat(english.size(12)).isEqualTo("12\u00a0B");
        assertThat(english.size(2_500_000_000L)).isEqualTo("2.5\u00a0GB");
    }

    @Test
    void dates_are_written_as_the_language_writes_them() {
        assertThat(english.dateAndTime(AFTERNOON)).isEqualTo("3\u00a0Nov\u00a02026, 14:02\u00a0CET");
        assertThat(german.dateAndTime(AFTERNOON)).isEqualTo("03.11.2026, 14:02\u00a0Uhr\u00a0MEZ");
        assertThat(german.longDateAndTime(AFTERNOON))
                .isEqualTo("3.\u00a0November\u00a02026 um 14:02\u00a0Uhr\u00a0MEZ");
        assertThat(english.longDate(AFTERNOON)).isEqualTo("3\u00a0November\u00a02026");
    }

    @Test
    void times_name_their_zone_in_summer_and_where_it_has_no_season() {
        assertThat(english.time(AFTERNOON.withMonth(7))).isEqualTo("14:02\u00a0CEST");
        assertThat(german.time(AFTERNOON.withZoneSameLocal(ZoneId.of("UTC")))).isEqualTo("14:02\u00a0Uhr\u00a0UTC");
    }

    @Test
    void values_are_filled_into_the_words() {
        assertThat(german.say("amount.hint", "19,00 EUR", "29,00 EUR"))
                .isEqualTo("Zahlen Sie, was Sie möchten, ab 19,00 EUR. Vorschlag: 29,00 EUR.");
    }

    @Test
    void words_that_do_not_exist_are_a_mistake_of_ours() {
        assertThatThrownBy(() -> english.say("no.such.words")).hasMessageContaining("no.such.words");
    }

    private static Money money(long minor, String currency) {
        return new Money(minor, CurrencyCode.of(currency).orElseThrow());
    }
}
