package shop.handover.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import shop.handover.sandbox.stripe.resource.PromotionCodes;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.World;

/// Whether a coupon or promotion code may be used, and what it takes off.
/// Longer than a screen: the rules of a code are checked in Stripe's order.
final class Discounting {

    private Discounting() {}

    /// The code a buyer typed, where it may be used for this session; else Stripe's refusal.
    static ObjectNode typed(World world, ObjectNode session, String code) {
        return world.newest("promotion_code")
                .filter(p -> p.get("code").asText().equalsIgnoreCase(code.strip())
                        && p.get("active").asBoolean())
                .findFirst()
                .map(p -> {
                    checkPromotion(world, session, p);
                    return p;
                })
                .orElseThrow(
                        () -> StripeError.invalid("promotion_code_invalid", "This code is invalid.", "promotion_code"));
    }

    static void checkPromotion(World world, ObjectNode session, ObjectNode promotion) {
        long now = world.clock().seconds();
        boolean used = promotion.get("max_redemptions").isNumber()
                && promotion.get("times_redeemed").asLong()
                        >= promotion.get("max_redemptions").asLong();
        boolean over = promotion.get("expires_at").isNumber()
                && promotion.get("expires_at").asLong() <= now;
        var restrictions = promotion.get("restrictions");
        boolean small = restrictions.get("minimum_amount").isNumber()
                && (!restrictions.get("minimum_amount_currency").equals(session.get("currency"))
                        || session.get("amount_subtotal").asLong()
                                < restrictions.get("minimum_amount").asLong());
        boolean others = promotion.get("customer").isTextual()
                && !promotion.get("customer").equals(session.get("customer"));
        if (!promotion.get("active").asBoolean() || used || over || small || others) {
            throw StripeError.invalid("promotion_code_invalid", "This code is invalid.", "promotion_code");
        }
        var coupon = world.find("coupon", promotion.at("/promotion/coupon").asText())
                .orElseThrow(
                        () -> StripeError.invalid("promotion_code_invalid", "This code is invalid.", "promotion_code"));
        checkCoupon(world, session, coupon);
    }

    static void checkCoupon(World world, ObjectNode session, ObjectNode coupon) {
        boolean used = coupon.get("max_redemptions").isNumber()
                && coupon.get("times_redeemed").asLong()
                        >= coupon.get("max_redemptions").asLong();
        boolean over = coupon.get("redeem_by").isNumber()
                && coupon.get("redeem_by").asLong() <= world.clock().seconds();
        if (used || over || !coupon.get("valid").asBoolean()) {
            throw StripeError.invalid(
                    "coupon_expired",
                    "Coupon " + coupon.get("id").asText() + " is used up or has expired.",
                    "discounts");
        }
        if (coupon.get("amount_off").isNumber() && !coupon.get("currency").equals(session.get("currency"))) {
            throw StripeError.invalid(
                    "The coupon's currency (" + coupon.get("currency").asText()
                            + ") does not match the Checkout Session's currency ("
                            + session.get("currency").asText() + ").",
                    "discounts");
        }
    }

    /// The coupon the session goes with, by itself or through a promotion code.
    static Optional<ObjectNode> coupon(World world, ObjectNode session) {
        var discount = session.path("discounts").path(0);
        if (discount.path("promotion_code").isTextual()) {
            return world.find("promotion_code", discount.get("promotion_code").asText())
                    .flatMap(p -> world.find("coupon", p.at("/promotion/coupon").asText()));
        }
        return discount.path("coupon").isTextual()
                ? world.find("coupon", discount.get("coupon").asText())
                : Optional.empty();
    }

    /// Whether the coupon touches this line.
    static boolean touches(ObjectNode coupon, JsonNode item) {
        var only = coupon.path("_applies_to").path("products");
        if (only.isMissingNode() || only.isEmpty()) {
            return true;
        }
        for (JsonNode product : only) {
            if (product.equals(item.at("/price/product"))) {
                return true;
            }
        }
        return false;
    }

    /// Counts the use, once the session is complete.
    static void redeem(World world, ObjectNode session) {
        var discount = session.path("discounts").path(0);
        world.find("promotion_code", discount.path("promotion_code").asText())
                .filter(p -> isUsedUp(world, p))
                .ifPresent(p -> world.put(p.put("active", false)));
        coupon(world, session).filter(c -> isUsedUp(world, c)).ifPresent(c -> {
            world.put(c.put("valid", false));
            PromotionCodes.retire(world, c.get("id").asText());
        });
    }

    // Counts one use more.
    private static boolean isUsedUp(World world, ObjectNode used) {
        long times = used.get("times_redeemed").asLong() + 1;
        world.put(used.put("times_redeemed", times));
        return used.get("max_redemptions").isNumber()
                && times >= used.get("max_redemptions").asLong();
    }
}
