package shop.handover.kit.catalog;

import java.util.Optional;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;

/// What a product costs in one currency.
public sealed interface Price {

    /// The currency asked for; a product has at most one price in each.
    CurrencyCode currency();

    /// The least a buyer can pay before discounts; the whole price where it is fixed.
    Money least();

    /// The same for everyone.
    record Fixed(Money amount) implements Price {

        @Override
        public CurrencyCode currency() {
            return amount.currency();
        }

        @Override
        public Money least() {
            return amount;
        }
    }

    /// The buyer decides, on Stripe's page, but not below the minimum. Stripe takes no discounts on it.
    ///
    /// @param preset what stands in the field at first; absent: the minimum
    /// @see <a href="https://docs.stripe.com/payments/checkout/pay-what-you-want">Stripe: pay what you want</a>
    record PayWhatYouWant(Money minimum, Optional<Money> preset) implements Price {

        @Override
        public CurrencyCode currency() {
            return minimum.currency();
        }

        @Override
        public Money least() {
            return minimum;
        }
    }
}
