package shop.handover.sandbox.stripe.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Json;

/// Money off. Longer than a screen: five calls of one resource.
///
/// @see <a href="https://docs.stripe.com/api/coupons">Stripe: coupons</a>
public final class Coupons {

    private Coupons() {}

    public static List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/coupons", "coupon.create", Coupons::create),
                Operation.of("GET", "/v1/coupons", "coupon.list", call -> Lists.of(call, "coupon")),
                Operation.of("GET", "/v1/coupons/*", "coupon.retrieve", Coupons::named),
                Operation.of("POST", "/v1/coupons/*", "coupon.update", Coupons::update),
                Operation.of("DELETE", "/v1/coupons/*", "coupon.retrieve", Coupons::delete));
    }

    private static ObjectNode create(Call call) {
        var params = call.params();
        if (params.has("percent_off") == params.has("amount_off")) {
            throw params.has("percent_off")
                    ? StripeError.invalid("You may only specify one of these parameters: amount_off, percent_off.")
                    : StripeError.missing("percent_off");
        }
        if (params.text("duration").filter("repeating"::equals).isPresent() && !params.has("duration_in_months")) {
            throw StripeError.missing("duration_in_months");
        }
        var coupon = call.fresh("coupon");
        params.text("id").ifPresent(id -> {
            if (call.world().knows("coupon", id)) {
                throw StripeError.invalid("resource_already_exists", "Coupon already exists.", "id");
            }
            coupon.put("id", id);
        });
        Changes.copy(params, coupon, "duration", "duration_in_months", "max_redemptions", "name", "redeem_by");
        params.decimal("percent_off").ifPresent(percent -> percentOff(coupon, percent));
        params.number("amount_off").ifPresent(amount -> amountOff(call, coupon, amount));
        if (params.has("applies_to")) {
            coupon.set("_applies_to", Json.of(params.values().get("applies_to")));
        }
        Changes.metadata(params, coupon);
        call.world().put(coupon);
        call.world().events().emit("coupon.created", coupon);
        return coupon;
    }

    private static void percentOff(ObjectNode coupon, BigDecimal percent) {
        if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw StripeError.invalid("Invalid percent_off: must be greater than 0 and at most 100", "percent_off");
        }
        coupon.put("percent_off", percent);
    }

    private static void amountOff(Call call, ObjectNode coupon, long amount) {
        if (amount < 1) {
            throw StripeError.invalid(
                    "parameter_invalid_integer", "This value must be greater than or equal to 1.", "amount_off");
        }
        coupon.put("amount_off", amount);
        coupon.put("currency", Money.currency(call.params().need("currency"), "currency"));
    }

    private static ObjectNode named(Call call) {
        return call.named("coupon", "coupon", "coupon");
    }

    private static ObjectNode update(Call call) {
        var coupon = named(call);
        var before = coupon.deepCopy();
        Changes.copy(call.params(), coupon, "name");
        Changes.metadata(call.params(), coupon);
        Optional<ObjectNode> changed = Changes.between(before, coupon);
        if (changed.isPresent()) {
            call.world().put(coupon);
            call.world().events().emit("coupon.updated", coupon, changed);
        }
        return coupon;
    }

    private static ObjectNode delete(Call call) {
        var coupon = named(call);
        call.world().delete("coupon", call.id());
        PromotionCodes.retire(call.world(), call.id());
        call.world().events().emit("coupon.deleted", coupon.put("valid", false));
        return call.world().deleted("coupon", call.id()).orElseThrow();
    }
}
