package shop.handover.sandbox.stripe.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// What a buyer types to get a coupon. Longer than a screen: four calls of one resource.
///
/// @see <a href="https://docs.stripe.com/api/promotion_codes">Stripe: promotion codes</a>
public final class PromotionCodes {

    private PromotionCodes() {}

    public static List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/promotion_codes", "promotion_code.create", PromotionCodes::create),
                Operation.of("GET", "/v1/promotion_codes", "promotion_code.list", PromotionCodes::list),
                Operation.of("GET", "/v1/promotion_codes/*", "promotion_code.retrieve", PromotionCodes::named),
                Operation.of("POST", "/v1/promotion_codes/*", "promotion_code.update", PromotionCodes::update));
    }

    private static ObjectNode create(Call call) {
        var params = call.params();
        var promotion = params.part("promotion");
        if (!params.has("promotion")) {
            throw StripeError.missing("promotion");
        }
        promotion.need("type");
        var coupon = call.given("coupon", "coupon", promotion.need("coupon"), "promotion[coupon]");
        var code = call.fresh("promotion_code");
        ((ObjectNode) code.get("promotion")).put("coupon", coupon.get("id").asText());
        code.put(
                "code",
                freeCode(call, params.text("code").orElseGet(() -> Ids.random(8).toUpperCase(Locale.ROOT))));
        Changes.copy(params, code, "active", "customer", "expires_at", "max_redemptions");
        params.text("customer").ifPresent(customer -> call.given("customer", "customer", customer, "customer"));
        restrictions(params.part("restrictions"), code);
        Changes.metadata(params, code);
        call.world().put(code);
        call.world().events().emit("promotion_code.created", code);
        return code;
    }

    private static String freeCode(Call call, String code) {
        if (!code.matches("[\\p{Alnum}_-]+")) {
            throw StripeError.invalid(
                    "Promotion codes may only contain letters, digits, dashes and underscores.", "code");
        }
        boolean taken = call.world()
                .newest("promotion_code")
                .anyMatch(p ->
                        p.get("active").asBoolean() && p.get("code").asText().equalsIgnoreCase(code));
        if (taken) {
            throw StripeError.invalid("An active promotion code with `code: " + code + "` already exists.", "code");
        }
        return code;
    }

    private static void restrictions(Params params, ObjectNode code) {
        var restrictions = (ObjectNode) code.get("restrictions");
        Changes.copy(params, restrictions, "first_time_transaction", "minimum_amount");
        params.text("minimum_amount_currency")
                .ifPresent(c -> restrictions.put(
                        "minimum_amount_currency", Money.currency(c, params.path("minimum_amount_currency"))));
        if (params.has("minimum_amount") && !params.has("minimum_amount_currency")) {
            throw StripeError.missing(params.path("minimum_amount_currency"));
        }
        if (params.has("currency_options")) {
            restrictions.set("currency_options", Json.of(params.values().get("currency_options")));
        }
    }

    private static ObjectNode list(Call call) {
        return Lists.of(call, "promotion_code", fields -> passes(call.params(), fields), code -> code);
    }

    private static boolean passes(Params params, Map<String, String> fields) {
        return Lists.matches(params, new String[] {"active", "customer"}, fields)
                && params.text("code")
                        .map(code -> code.equalsIgnoreCase(fields.get("code")))
                        .orElse(true)
                && params.text("coupon")
                        .map(coupon -> coupon.equals(fields.get("promotion.coupon")))
                        .orElse(true);
    }

    private static ObjectNode named(Call call) {
        return call.named("promotion_code", "promotion code", "promotion_code");
    }

    /// A code is active only as long as its coupon is valid.
    public static void retire(World world, String coupon) {
        world.where("promotion_code", "promotion.coupon", coupon)
                .toList()
                .forEach(code -> world.put(code.put("active", false)));
    }

    private static ObjectNode update(Call call) {
        var code = named(call);
        var before = code.deepCopy();
        Changes.copy(call.params(), code, "active");
        Changes.metadata(call.params(), code);
        var changed = Changes.between(before, code);
        if (changed.isPresent()) {
            call.world().put(code);
            call.world().events().emit("promotion_code.updated", code, changed);
        }
        return code;
    }
}
