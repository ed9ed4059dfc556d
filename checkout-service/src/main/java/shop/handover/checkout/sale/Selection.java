package shop.handover.checkout.sale;

import java.util.Optional;
import shop.handover.kit.catalog.Price;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.money.Money;

/// What a wish comes to, by the catalog.
sealed interface Selection {

    /// To be sold.
    ///
    /// @param amount the buyer chose on our page; empty where the price is fixed or he chooses on Stripe's
    record Chosen(Product product, Price price, PriceAtStripe atStripe, Optional<Money> amount, Optional<String> email)
            implements Selection {

        /// What the session's metadata says of the price: `4900`, `1900+` where the buyer chooses on Stripe's page,
        /// `1900+2500` where he chose on ours.
        String unitAmount() {
            return switch (price) {
                case Price.Fixed(var fixed) -> Long.toString(fixed.minor());
                case Price.PayWhatYouWant open ->
                    open.minimum().minor() + "+"
                            + amount.map(money -> Long.toString(money.minor())).orElse("");
            };
        }
    }

    /// To be sold once the buyer has agreed to be served at once.
    record ConsentMissing(Product product, Price price) implements Selection {}

    /// In the catalog, but not at Stripe, or Stripe has not been asked yet.
    record NotAtStripe(Product product) implements Selection {}

    /// Not to be sold.
    record Refused(Refusal why) implements Selection {}
}
