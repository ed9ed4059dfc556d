package shop.handover.sandbox.stripe.http;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import shop.handover.sandbox.stripe.resource.Money;

/// Amounts as people write them: `29.00` in English, `29,00` in German.
final class Amounts {

    private Amounts() {}

    static String of(long minor, String currency, String language) {
        var plain = Money.plain(minor, currency);
        return language.equals("de") ? plain.replace('.', ',') : plain;
    }

    /// With the currency's code after a space that does not break.
    static String withCode(long minor, String currency, String language) {
        return of(minor, currency, language) + "\u00a0" + currency.toUpperCase(Locale.ROOT);
    }

    /// Minor units of what a person typed, comma or point; empty where it is no amount.
    static Optional<Long> read(String typed, String currency) {
        var plain = typed.strip().replace(',', '.');
        if (!plain.matches("\\d{1,8}(\\.\\d{1,3})?")) {
            return Optional.empty();
        }
        var minor =
                new BigDecimal(plain).movePointRight(Money.decimals(currency)).stripTrailingZeros();
        return minor.scale() > 0 ? Optional.empty() : Optional.of(minor.longValueExact());
    }
}
