package shop.handover.checkout.sale;

import java.util.Optional;
import shop.handover.kit.catalog.Price;
import shop.handover.kit.catalog.Product;

/// Which Stripe price stands behind each price of the catalog. The catalog holds no ids, so that test and live mode
/// need no two of them.
public interface PriceBook {

    /// A price as Stripe knows it; empty where it has none, has another amount, or could not be asked yet.
    Optional<PriceAtStripe> find(Product product, Price price);

    /// Its id alone.
    default Optional<String> idOf(Product product, Price price) {
        return find(product, price).map(PriceAtStripe::id);
    }
}
