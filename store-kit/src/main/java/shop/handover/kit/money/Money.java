package shop.handover.kit.money;

import java.math.BigDecimal;

/// An amount in Stripe's minor units: 4900 in `eur` is 49.00 EUR, 500 in `jpy` is 500 JPY.
///
/// @param minor never negative
public record Money(long minor, CurrencyCode currency) {

    /// Refuses negative amounts: a refund is a fact of its own, never a negative payment.
    public Money {
        if (minor < 0) {
            throw new IllegalArgumentException("money is not negative: " + minor);
        }
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
