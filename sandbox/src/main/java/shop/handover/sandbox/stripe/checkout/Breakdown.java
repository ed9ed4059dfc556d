package shop.handover.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// What discount and tax a session's totals are made of, shown only when expanded: of the whole in
/// `total_details.breakdown`, of each line in its `discounts` and `taxes`.
///
/// @see <a href="https://docs.stripe.com/api/checkout/sessions/object">Stripe: the session object</a>
final class Breakdown {

    private Breakdown() {}

    /// Writes it anew from the lines' amounts; kept under names that are not shown.
    ///
    /// @param rate of tax, in percent; 0 where none is taken
    static void settle(World world, ObjectNode session, int rate) {
        var discount = discount(world, session);
        var totals = (ObjectNode) session.get("total_details");
        var details = totals.putObject("_breakdown");
        details.set("discounts", discounts(discount, totals.get("amount_discount")));
        details.set("taxes", taxes(world, session, totals.get("amount_tax"), rate));
        for (JsonNode item : session.get("_items")) {
            ((ObjectNode) item).set("_discounts", discounts(discount, item.get("amount_discount")));
            ((ObjectNode) item).set("_taxes", taxes(world, session, item.get("amount_tax"), rate));
        }
    }

    private static ArrayNode discounts(ObjectNode discount, JsonNode amount) {
        var all = Json.array();
        if (discount != null && amount.asLong() > 0) {
            all.addObject().put("amount", amount.asLong()).set("discount", discount.deepCopy());
        }
        return all;
    }

    // One discount at most, with the id it got when it was first used.
    private static ObjectNode discount(World world, ObjectNode session) {
        var used = session.path("discounts").path(0);
        if (used.isMissingNode()) {
            session.remove("_discount");
            return null;
        }
        if (!session.has("_discount")) {
            session.put("_discount", Ids.next("discount", world.live()));
        }
        var discount = Json.template("discount");
        discount.put("id", session.get("_discount").asText())
                .put("checkout_session", session.get("id").asText())
                .put("start", world.clock().seconds());
        discount.set("promotion_code", used.path("promotion_code"));
        Discounting.coupon(world, session)
                .ifPresent(coupon -> ((ObjectNode) discount.get("source"))
                        .put("coupon", coupon.get("id").asText()));
        return discount;
    }

    private static ArrayNode taxes(World world, ObjectNode session, JsonNode amount, int rate) {
        var all = Json.array();
        if (rate > 0) {
            var tax = all.addObject().put("amount", amount.asLong());
            tax.set("rate", taxRate(world, session, rate));
            tax.put("taxability_reason", "standard_rated")
                    .put("taxable_amount", Math.round(amount.asLong() * 100.0 / rate));
        }
        return all;
    }

    private static ObjectNode taxRate(World world, ObjectNode session, int rate) {
        var country = session.at("/customer_details/address/country").asText();
        return Json.template("tax_rate")
                .put("id", "txr_1Sandbox0000000000000" + country)
                .put("country", country)
                .put("created", session.get("created").asLong())
                .put("effective_percentage", rate)
                .put("percentage", rate)
                .put("livemode", world.live());
    }
}
