package shop.handover.kit.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MoneyTest {

    // https://docs.stripe.com/currencies#zero-decimal, #three-decimal, #special-cases
    @ParameterizedTest
    @CsvSource({"4900,eur,49.00 EUR", "500,jpy,500 JPY", "5124,kwd,5.124 KWD", "500,isk,5.00 ISK", "500,ugx,5.00 UGX"})
    void minor_units_follow_stripes_table(long minor, String code, String shown) {
        assertThat(new Money(minor, CurrencyCode.of(code).orElseThrow())).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "'25', eur, 2500",
        "'25.5', eur, 2550",
        "'25,50', eur, 2550",
        "' 1 250,00 ', eur, 125000",
        "'1.250,00', eur, 125000",
        "'1,250.00', usd, 125000",
        "'0', eur, 0",
        "'500', jpy, 500",
        "'1.234', kwd, 1234",
        "'999999.99', eur, 99999999"
    })
    void an_amount_is_read_as_people_type_it(String typed, String currency, long minor) {
        assertThat(Money.typed(typed, CurrencyCode.of(currency).orElseThrow()))
                .hasValueSatisfying(money -> assertThat(money.minor()).isEqualTo(minor));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-5", "1.250", "1,2,3", "25 EUR", "1000000", "12345678901234567890", "1e3", "٣"})
    void what_is_no_amount_or_could_be_two_is_none(String typed) {
        assertThat(Money.typed(typed, CurrencyCode.of("eur").orElseThrow())).isEmpty();
    }

    @Test
    void unknown_currencies_are_not_guessed() {
        assertThat(CurrencyCode.of("xyz")).isEmpty();
        assertThat(CurrencyCode.of("")).isEmpty();
        assertThat(CurrencyCode.of("EUR")).contains(new CurrencyCode("eur"));
    }

    @Test
    void money_is_never_negative() {
        assertThatThrownBy(() -> new Money(-1, new CurrencyCode("eur"))).hasMessageContaining("-1");
    }
}
