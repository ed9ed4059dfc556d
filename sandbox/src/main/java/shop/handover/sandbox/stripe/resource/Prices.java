package shop.handover.sandbox.stripe.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// What a product costs. An amount never changes; a lookup key may move to another price.
/// Longer than a screen: price creation has more optional parts than any other call.
///
/// @see <a href="https://docs.stripe.com/api/prices">Stripe: prices</a>
public final class Prices {

    private Prices() {}

    public static List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/prices", "price.create", Prices::create),
                Operation.of("GET", "/v1/prices", "price.list", Prices::list),
                Operation.of("GET", "/v1/prices/*", "price.retrieve", Prices::named),
                Operation.of("POST", "/v1/prices/*", "price.update", Prices::update));
    }

    private static ObjectNode create(Call call) {
        var params = call.params();
        if (params.has("product") == params.has("product_data")) {
            throw params.has("product")
                    ? StripeError.invalid("You may only specify one of these parameters: product, product_data.")
                    : StripeError.missing("product");
        }
        var price = from(call, params, product(call));
        Changes.copy(params, price, "active", "nickname");
        takeLookupKey(call, price);
        call.world().put(price);
        call.world().events().emit("price.created", price);
        return price;
    }

    private static String product(Call call) {
        if (call.params().has("product")) {
            return call.given("product", "product", call.params().need("product"), "product")
                    .get("id")
                    .asText();
        }
        var product = Products.fresh(call, call.params().part("product_data"));
        call.world().put(product);
        call.world().events().emit("product.created", product);
        return product.get("id").asText();
    }

    /// A price as parameters describe it, not yet kept: of its own, of a product's default, of a line item.
    static ObjectNode from(Call call, Params params, String product) {
        var price = call.fresh("price");
        price.put("currency", Money.currency(params.need("currency"), params.path("currency")));
        price.put("product", product);
        Changes.copy(params, price, "tax_behavior");
        if (params.has("recurring")) {
            price.put("type", "recurring");
            var recurring = price.putObject("recurring");
            recurring.put("interval", params.part("recurring").need("interval"));
            recurring.put(
                    "interval_count",
                    params.part("recurring").number("interval_count").orElse(1L));
            recurring.putNull("meter").putNull("trial_period_days").put("usage_type", "licensed");
        }
        amount(params, price);
        currencyOptions(params, price);
        Changes.metadata(params, price);
        return price;
    }

    private static void amount(Params params, ObjectNode price) {
        var custom = params.part("custom_unit_amount");
        long given = params.values().keySet().stream()
                .filter(List.of("unit_amount", "unit_amount_decimal", "custom_unit_amount")::contains)
                .count();
        if (given == 0) {
            throw StripeError.invalid(
                    "parameter_missing",
                    "Prices require an `unit_amount` or `unit_amount_decimal` or `custom_unit_amount` parameter to be set.",
                    params.path("unit_amount"));
        }
        if (given > 1) {
            throw StripeError.invalid(
                    "You may only specify one of these parameters: unit_amount, unit_amount_decimal, custom_unit_amount.",
                    params.path("unit_amount"));
        }
        if (params.has("custom_unit_amount")) {
            if (params.has("recurring")) {
                throw StripeError.invalid(
                        "`custom_unit_amount` can only be used with one-time prices.",
                        params.path("custom_unit_amount"));
            }
            price.set("custom_unit_amount", customAmount(custom, Json.text(price, "currency")));
            return;
        }
        fixedAmount(params, price);
    }

    private static void fixedAmount(Params params, ObjectNode into) {
        var amount = params.number("unit_amount")
                .map(BigDecimal::valueOf)
                .or(() -> params.decimal("unit_amount_decimal"))
                .orElseThrow(() -> StripeError.missing(params.path("unit_amount")));
        var name = params.has("unit_amount") ? "unit_amount" : "unit_amount_decimal";
        if (amount.signum() < 0) {
            throw StripeError.invalid(
                    "parameter_invalid_integer", "This value must be greater than or equal to 0.", params.path(name));
        }
        if (amount.compareTo(BigDecimal.valueOf(Money.MOST)) > 0) {
            throw StripeError.invalid(
                    "amount_too_large",
                    "Amount must be no more than " + Money.signed(Money.MOST, Json.text(into, "currency")),
                    params.path(name));
        }
        var plain = amount.stripTrailingZeros();
        into.put("unit_amount_decimal", plain.toPlainString());
        if (plain.scale() <= 0) {
            into.put("unit_amount", plain.longValueExact());
        } else {
            into.putNull("unit_amount");
        }
    }

    private static ObjectNode customAmount(Params custom, String currency) {
        if (!custom.has("enabled")) {
            throw StripeError.missing(custom.path("enabled"));
        }
        if (!custom.is("enabled")) {
            throw StripeError.invalid(
                    "The `custom_unit_amount[enabled]` parameter must be true.", custom.path("enabled"));
        }
        var amount = Json.object();
        for (String bound : List.of("maximum", "minimum", "preset")) {
            amount.set(bound, Json.of(custom.values().get(bound)));
        }
        long minimum = custom.number("minimum").orElse(0L);
        long maximum = custom.number("maximum").orElse(Money.MOST);
        long preset = custom.number("preset").orElse(minimum);
        if (custom.has("minimum") && minimum < Money.least(currency)) {
            throw StripeError.invalid(
                    "amount_too_small",
                    "Amount must be at least " + Money.told(Money.least(currency), currency),
                    custom.path("minimum"));
        }
        if (maximum > Money.MOST) {
            throw StripeError.invalid(
                    "amount_too_large",
                    "Amount must be no more than " + Money.signed(Money.MOST, currency),
                    custom.path("maximum"));
        }
        if (maximum < minimum) {
            throw StripeError.invalid(
                    "The `custom_unit_amount[maximum]` must be greater than or equal to `custom_unit_amount[minimum]`.",
                    custom.path("maximum"));
        }
        if (preset < minimum || preset > maximum) {
            throw StripeError.invalid(
                    "The `custom_unit_amount[preset]` must be between `custom_unit_amount[minimum]` and `custom_unit_amount[maximum]`.",
                    custom.path("preset"));
        }
        return amount;
    }

    // Kept aside: Stripe shows them only when expanded, with the price's own currency among them.
    private static void currencyOptions(Params params, ObjectNode price) {
        var options = params.part("currency_options");
        if (options.values().isEmpty()) {
            return;
        }
        var kept = price.withObject("/_currency_options");
        options.values().keySet().forEach(code -> {
            var currency = Money.currency(code, options.path(code));
            if (currency.equals(price.get("currency").asText())) {
                throw StripeError.invalid(
                        "You are specifying a currency option that matches the top-level currency for this price. Please remove this currency option "
                                + "and it will be added automatically on creation.",
                        options.path(code));
            }
            kept.set(currency, option(options.part(code), currency));
        });
    }

    private static ObjectNode option(Params params, String currency) {
        var option = Json.object();
        option.put("currency", currency);
        option.putNull("custom_unit_amount");
        option.put("tax_behavior", params.text("tax_behavior").orElse("unspecified"));
        if (params.has("custom_unit_amount")) {
            option.set("custom_unit_amount", customAmount(params.part("custom_unit_amount"), currency));
            option.putNull("unit_amount").putNull("unit_amount_decimal");
        } else {
            fixedAmount(params, option);
        }
        option.remove("currency");
        return option;
    }

    /// `currency_options` as shown when expanded.
    public static ObjectNode currencyOptions(World world, ObjectNode price) {
        var kept = world.find("price", price.get("id").asText()).orElse(price);
        var all = Json.object();
        var own = all.putObject(kept.get("currency").asText());
        for (String field : List.of("custom_unit_amount", "tax_behavior", "unit_amount", "unit_amount_decimal")) {
            own.set(field, kept.get(field));
        }
        kept.path("_currency_options").properties().forEach(option -> all.set(option.getKey(), option.getValue()));
        return all;
    }

    private static void takeLookupKey(Call call, ObjectNode price) {
        call.params().text("lookup_key").ifPresent(key -> {
            call.world().where("price", "lookup_key", key).findFirst().ifPresent(holder -> {
                if (holder.get("id").equals(price.get("id"))) {
                    return;
                }
                if (!call.params().is("transfer_lookup_key")) {
                    throw StripeError.invalid(
                            "A price (`" + holder.get("id").asText() + "`) already uses that lookup key.",
                            "lookup_key");
                }
                holder.putNull("lookup_key");
                call.world().put(holder);
                call.world()
                        .events()
                        .emit("price.updated", holder, Optional.of(Json.object().put("lookup_key", key)));
            });
            price.put("lookup_key", key);
        });
    }

    private static ObjectNode list(Call call) {
        var keys = call.params().texts("lookup_keys");
        if (keys.size() > 10) {
            throw StripeError.invalid("You may only specify up to 10 lookup keys.", "lookup_keys");
        }
        return Lists.of(call, "price", fields -> passes(call.params(), keys, fields), price -> price);
    }

    private static boolean passes(Params params, List<String> keys, Map<String, String> fields) {
        return Lists.matches(params, new String[] {"active", "currency", "product", "type"}, fields)
                && (keys.isEmpty() || keys.contains(fields.getOrDefault("lookup_key", "")));
    }

    private static ObjectNode named(Call call) {
        return call.named("price", "price", "price");
    }

    private static ObjectNode update(Call call) {
        var price = named(call);
        var before = price.deepCopy();
        Changes.copy(call.params(), price, "active", "nickname");
        call.params().text("tax_behavior").ifPresent(behavior -> taxBehavior(price, behavior));
        if (call.params().unsets("lookup_key")) {
            price.putNull("lookup_key");
        }
        takeLookupKey(call, price);
        currencyOptions(call.params(), price);
        Changes.metadata(call.params(), price);
        if (!before.equals(price)) {
            call.world().put(price);
            call.world().events().emit("price.updated", price, Changes.between(before, price));
        }
        return price;
    }

    private static void taxBehavior(ObjectNode price, String behavior) {
        if (!Json.text(price, "tax_behavior").equals("unspecified")
                && !Json.text(price, "tax_behavior").equals(behavior)) {
            throw StripeError.invalid(
                    "You cannot update the `tax_behavior` of a price once it is set to `exclusive` or `inclusive`.",
                    "tax_behavior");
        }
        price.put("tax_behavior", behavior);
    }
}
