package shop.handover.checkout.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.RawString;
import jakarta.enterprise.context.ApplicationScoped;
import shop.handover.kit.catalog.Price;
import shop.handover.kit.catalog.Product;
import shop.handover.page.Assets;
import shop.handover.page.Page;

/// A product as search engines read it: JSON-LD in the words of schema.org. Data, so no content policy forbids it.
///
/// @see <a href="https://developers.google.com/search/docs/appearance/structured-data/product-snippet">Google: product
/// snippets</a>
@ApplicationScoped
class SearchData {

    private final ObjectMapper json;

    SearchData(ObjectMapper json) {
        this.json = json;
    }

    /// The content of a `script` element; nothing in it can end that element.
    RawString of(Product product, Page page) {
        var address = page.front().publicUrl() + "/store/p/" + product.slug();
        var data = json.createObjectNode();
        data.put("@context", "https://schema.org")
                .put("@type", "Product")
                .put("name", product.name())
                .put("description", product.summary())
                .put("sku", product.slug())
                .put("url", address);
        page.preview(product)
                .map(Assets.Preview::url)
                .or(() -> page.cover(product))
                .ifPresent(image -> data.put("image", page.front().publicUrl() + image));
        data.putObject("brand").put("@type", "Brand").put("name", page.shop().name());
        var offers = data.putArray("offers");
        for (var price : product.prices()) {
            describe(price, offers.addObject(), product, page, address);
        }
        return new RawString(data.toString().replace("<", "\\u003c"));
    }

    private static void describe(Price price, ObjectNode offer, Product product, Page page, String address) {
        var amount = price.least().major().toPlainString();
        var code = price.currency().display();
        offer.put("@type", "Offer")
                .put("price", amount)
                .put("priceCurrency", code)
                .put("url", address + "?currency=" + price.currency().value())
                .put("availability", "https://schema.org/" + (product.retired() ? "Discontinued" : "InStock"));
        if (price instanceof Price.PayWhatYouWant) {
            offer.putObject("priceSpecification")
                    .put("@type", "PriceSpecification")
                    .put("minPrice", amount)
                    .put("priceCurrency", code);
        }
        offer.putObject("seller")
                .put("@type", "Organization")
                .put("name", page.shop().name());
    }
}
