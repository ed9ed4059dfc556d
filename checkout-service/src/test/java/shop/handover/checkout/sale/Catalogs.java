package shop.handover.checkout.sale;

import java.util.Optional;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.CatalogReader;
import shop.handover.kit.catalog.Price;
import shop.handover.kit.catalog.Product;

/// Catalogs for tests, written as a shopkeeper writes them.
final class Catalogs {

    static final String SHA = "a".repeat(64);

    private Catalogs() {}

    static Catalog withoutConsent() {
        return CatalogReader.read("catalog.yaml", text(""));
    }

    static Catalog withConsent() {
        return CatalogReader.read("catalog.yaml", text("""
                checkout:
                  consent:
                    version: 2026-06
                    text: {en: I ask for delivery at once., de: Ich verlange die sofortige Lieferung.}
                """));
    }

    /// Every price of the catalog is at Stripe, under an id that says which one it is.
    static PriceBook everyPrice() {
        return (product, price) ->
                Optional.of(new PriceAtStripe(id(product, price), "prod_" + product.slug(), "unspecified"));
    }

    static PriceBook noPrice() {
        return (product, price) -> Optional.empty();
    }

    static String id(Product product, Price price) {
        return "price_" + product.slug() + "_" + price.currency().value();
    }

    private static String text(String checkout) {
        return """
                shop:
                  id: sample
                  name: Sample Shop
                  support: support@shop.example
                  owner: owner@shop.example
                %s
                products:
                  - slug: kit
                    aliases: [old-kit]
                    name: Kit
                    prices: [{currency: EUR, amount: 4900}, {currency: USD, amount: 5400}]
                    files: [{name: kit.zip, path: kit.zip, version: '1', sha256: %s}]
                  - slug: guide
                    name: Guide
                    prices: [{currency: EUR, pay_what_you_want: {minimum: 1900, preset: 2900}}]
                    files: [{name: guide.pdf, path: guide.pdf, version: '1', sha256: %s}]
                  - slug: gone
                    name: Gone
                    retired: true
                    prices: [{currency: EUR, amount: 100}]
                    files: [{name: gone.pdf, path: gone.pdf, version: '1', sha256: %s}]
                """.formatted(checkout, SHA, SHA, SHA);
    }
}
