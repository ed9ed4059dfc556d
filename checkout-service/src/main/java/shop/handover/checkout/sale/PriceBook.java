package shop.handover.checkout.sale;

import java.util.Optional;
import shop.handover.kit.catalog.Price;
import shop.handover.kit.catalog.Product;

/// Which Stripe price stands behind each price of the catalog. The catalog holds no ids, so that test and live mode
/// need
/// no two of them.
public interface PriceBook {

    /// Stripe's id of a price; empty where Stripe has none, has another amount, or could not be asked yet.
    Optional<String> idOf(Product product, Price price);
}
