package shop.handover.kit.catalog;

import java.util.List;
import java.util.Optional;
import shop.handover.kit.money.CurrencyCode;

/// All that a shop sells, and who it is. Immutable; a changed file becomes a new catalog.
public record Catalog(Shop shop, CheckoutOptions checkout, List<Product> products, List<Coupon> coupons) {

    /// Copies the lists, so that nobody can change a catalog once read.
    public Catalog {
        products = List.copyOf(products);
        coupons = List.copyOf(coupons);
    }

    /// The product by its slug or one of its aliases, retired ones included: what was sold stays sold.
    public Optional<Product> product(String slug) {
        return products.stream()
                .filter(product ->
                        product.slug().equals(slug) || product.aliases().contains(slug))
                .findFirst();
    }

    /// What a buyer may see and buy, in the catalog's order.
    public List<Product> onSale() {
        return products.stream().filter(product -> !product.retired()).toList();
    }

    /// The name under which Stripe keeps a product's price: `<shop>_<slug>_<currency>`, the same in test and live mode.
    public String lookupKey(Product product, CurrencyCode currency) {
        return shop.id() + "_" + product.slug() + "_" + currency.value();
    }
}
