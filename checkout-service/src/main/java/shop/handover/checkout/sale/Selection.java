package shop.handover.checkout.sale;

import java.util.Optional;
import shop.handover.kit.catalog.Price;
import shop.handover.kit.catalog.Product;

/// What a wish comes to, by the catalog.
sealed interface Selection {

    /// To be sold.
    record Chosen(Product product, Price price, String priceId, Optional<String> email) implements Selection {}

    /// To be sold once the buyer has agreed to be served at once.
    record ConsentMissing(Product product, Price price) implements Selection {}

    /// In the catalog, but not at Stripe, or Stripe has not been asked yet.
    record NotAtStripe(Product product) implements Selection {}

    /// Not to be sold.
    record Refused(Refusal why) implements Selection {}
}
