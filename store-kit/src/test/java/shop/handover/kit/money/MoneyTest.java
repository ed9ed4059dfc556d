package shop.handover.kit.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MoneyTest {

    // https://docs.stripe.com/currencies#zero-decimal, #three-decimal, #special-cases
    @ParameterizedTest
    @CsvSource({"4900,eur,49.00 EUR", "500,jpy,500 JPY", "5124,kwd,5.124 KWD", "500,isk,5.00 ISK", "500,ugx,5.00 UGX"})
    void minor_units_follow_stripes_table(long minor, String code, String shown) {
        assertThat(new Money(minor, CurrencyCode.of(code).orElseThrow())).hasToString(shown);
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
