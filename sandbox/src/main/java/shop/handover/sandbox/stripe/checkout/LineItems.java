package shop.handover.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.resource.InlinePrices;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;

/// The lines of a session, from the parameters that ask for them.
/// Longer than a screen: Stripe refuses line items in many ways, each with its words.
final class LineItems {

    private static final int MOST = 100;

    private LineItems() {}

    /// The lines with their subtotals, in the one currency of the session.
    static ArrayNode from(Call call, Params params) {
        var asked = params.parts("line_items").toList();
        if (asked.isEmpty()) {
            throw StripeError.missing("line_items");
        }
        if (asked.size() > MOST) {
            throw StripeError.invalid("You may only specify up to 100 line items in `payment` mode.", "line_items");
        }
        Optional<String> wanted = params.text("currency").map(c -> c.toLowerCase(Locale.ROOT));
        var items = Json.array();
        asked.forEach(line -> items.add(item(call, line, wanted)));
        oneCurrency(items);
        customAlone(items);
        return items;
    }

    private static ObjectNode item(Call call, Params line, Optional<String> wanted) {
        if (line.has("price") == line.has("price_data")) {
            throw line.has("price")
                    ? StripeError.invalid("You may only specify one of these parameters: price, price_data.", line.at())
                    : StripeError.invalid(
                            "parameter_missing",
                            "You must specify either `price` or `price_data` for each line item.",
                            line.at());
        }
        var price = line.has("price") ? known(call, line) : InlinePrices.of(call, line.part("price_data"));
        if (!price.get("recurring").isNull()) {
            throw StripeError.invalid(
                    "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
                    line.path("price"));
        }
        var shown = in(price, wanted, line);
        long quantity = quantity(line);
        var item = Json.template("item");
        item.put("id", Ids.next("item", call.world().live()));
        item.put(
                "description",
                call.world()
                        .find("product", price.get("product").asText())
                        .map(p -> p.get("name").asText())
                        .orElse(null));
        item.put("currency", shown.get("currency").asText()).put("quantity", quantity);
        item.put("amount_subtotal", subtotal(shown, quantity));
        if (line.has("metadata")) {
            item.set("metadata", Json.of(line.values().get("metadata")));
        }
        adjustable(line.part("adjustable_quantity"), item);
        item.set("price", Json.shown(shown));
        return item;
    }

    private static ObjectNode known(Call call, Params line) {
        var id = line.need("price");
        var price = call.given("price", "price", id, line.path("price"));
        if (!price.get("active").asBoolean()) {
            throw StripeError.invalid(
                    "The price specified is inactive. This field only accepts active prices.", line.path("price"));
        }
        var product = call.world().find("product", price.get("product").asText());
        if (product.isPresent() && !product.get().get("active").asBoolean()) {
            throw StripeError.invalid(
                    "The product specified is inactive. This field only accepts active products.", line.path("price"));
        }
        return price;
    }

    // A price may have amounts in several currencies; the session's own says which.
    private static ObjectNode in(ObjectNode price, Optional<String> wanted, Params line) {
        var own = price.get("currency").asText();
        if (wanted.isEmpty() || wanted.get().equals(own)) {
            return price;
        }
        var option = price.path("_currency_options").path(wanted.get());
        if (option.isMissingNode()) {
            throw StripeError.invalid(
                    "The price specified only supports `" + own + "`. This doesn't match the expected currency: `"
                            + wanted.get() + "`.",
                    line.path("price"));
        }
        for (String field : List.of("custom_unit_amount", "tax_behavior", "unit_amount", "unit_amount_decimal")) {
            price.set(field, option.get(field));
        }
        return price.put("currency", wanted.get());
    }

    private static long quantity(Params line) {
        long quantity = line.number("quantity")
                .orElseThrow(() -> StripeError.invalid(
                        "parameter_missing",
                        "Quantity is required. Add `quantity` to `" + line.at() + "`",
                        line.path("quantity")));
        if (quantity < 1 || quantity > 999_999) {
            throw StripeError.invalid(
                    "parameter_invalid_integer",
                    "This value must be greater than or equal to 1.",
                    line.path("quantity"));
        }
        return quantity;
    }

    private static long subtotal(ObjectNode price, long quantity) {
        if (price.get("custom_unit_amount") instanceof ObjectNode custom) {
            return custom.get("preset").asLong(0);
        }
        var each = new BigDecimal(price.get("unit_amount_decimal").asText());
        return each.multiply(BigDecimal.valueOf(quantity))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static void adjustable(Params adjustable, ObjectNode item) {
        if (adjustable.is("enabled")) {
            item.putObject("adjustable_quantity")
                    .put("enabled", true)
                    .put("maximum", adjustable.number("maximum").orElse(99L))
                    .put("minimum", adjustable.number("minimum").orElse(0L));
        }
    }

    private static void oneCurrency(ArrayNode items) {
        var first = items.get(0).get("currency");
        items.forEach(item -> {
            if (!item.get("currency").equals(first)) {
                throw StripeError.invalid(
                        "All line items must use the same currency: `" + first.asText() + "` and `"
                                + item.get("currency").asText() + "` were given.",
                        "line_items");
            }
        });
    }

    private static void customAlone(ArrayNode items) {
        boolean custom = false;
        for (var item : items) {
            custom |= item.at("/price/custom_unit_amount").isObject();
        }
        boolean one = items.size() == 1
                && items.get(0).get("quantity").asLong() == 1
                && !items.get(0).path("adjustable_quantity").isObject();
        if (custom && !one) {
            throw StripeError.invalid(
                    "Prices with `custom_unit_amount` may only be used as the only line item, with a quantity of 1 that is not adjustable.",
                    "line_items");
        }
    }
}
