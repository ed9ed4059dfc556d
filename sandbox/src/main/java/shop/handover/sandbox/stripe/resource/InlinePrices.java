package shop.handover.sandbox.stripe.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;

/// Prices made on the spot by a line item's `price_data`: real, but not for sale again.
public final class InlinePrices {

    private InlinePrices() {}

    public static ObjectNode of(Call call, Params data) {
        if (data.has("product") == data.has("product_data")) {
            throw data.has("product")
                    ? StripeError.invalid(
                            "You may only specify one of these parameters: product, product_data.", data.at())
                    : StripeError.missing(data.path("product"));
        }
        var price = Prices.from(call, data, product(call, data));
        price.put("active", false);
        call.world().put(price);
        return price;
    }

    private static String product(Call call, Params data) {
        if (data.has("product")) {
            return call.given("product", "product", data.need("product"), data.path("product"))
                    .get("id")
                    .asText();
        }
        var product = Products.fresh(call, data.part("product_data"));
        product.put("active", false);
        call.world().put(product);
        return product.get("id").asText();
    }
}
