package shop.handover.kit.money;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// An amount in Stripe's minor units: 4900 in `eur` is 49.00 EUR, 500 in `jpy` is 500 JPY.
///
/// @param minor never negative
public record Money(long minor, CurrencyCode currency) {

    private static final long MOST = 99_999_999;
    private static final Pattern TYPED = Pattern.compile("(\\d{1,8})(?:[.,](\\d{1,3}))?");
    private static final Pattern GROUPED =
            Pattern.compile("\\d{1,3}(,\\d{3})+\\.\\d{1,3}|\\d{1,3}(\\.\\d{3})+,\\d{1,3}");

    /// Refuses negative amounts: a refund is a fact of its own, never a negative payment.
    public Money {
        if (minor < 0) {
            throw new IllegalArgumentException("money is not negative: " + minor);
        }
    }

    /// Reads what a person types into a price field: `25`, `25.5`, `25,50`, `1 250,00`. The last comma or point
    /// is the decimal one; a single one with more digits behind it than the currency has is refused, since
    /// nobody can tell whether `1.250` means a thousand.
    ///
    /// @return empty where it is no amount, or more than Stripe takes in one payment
    /// @see <a href="https://docs.stripe.com/currencies">Stripe: at most eight digits</a>
    public static Optional<Money> typed(String text, CurrencyCode currency) {
        var plain = text.replaceAll("[\\s\\u00a0\\u202f]", "");
        if (GROUPED.matcher(plain).matches()) {
            plain = plain.replace(plain.indexOf('.') < plain.indexOf(',') ? "." : ",", "");
        }
        var parts = TYPED.matcher(plain);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var decimals = parts.group(2) == null ? "" : parts.group(2);
        if (decimals.length() > currency.decimals()) {
            return Optional.empty();
        }
        var minor = Long.parseLong(parts.group(1) + decimals + "0".repeat(currency.decimals() - decimals.length()));
        return minor > MOST ? Optional.empty() : Optional.of(new Money(minor, currency));
    }

    /// The same amount in whole units, with exactly the currency's decimals: `49.00`.
    public BigDecimal major() {
        return BigDecimal.valueOf(minor, currency.decimals());
    }

    /// Language-neutral, for logs and mail subjects: `49.00 EUR`.
    @Override
    public String toString() {
        return major().toPlainString() + " " + currency.display();
    }
}
