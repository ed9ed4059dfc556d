package shop.handover.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// What a session comes to: lines less discount plus tax. The sandbox knows one rate per country; real tax is Stripe's.
/// Longer than a screen: one sum in the order Stripe makes it.
final class Totals {

    private static final Map<String, Integer> VAT = Map.ofEntries(
            Map.entry("AT", 20),
            Map.entry("BE", 21),
            Map.entry("DE", 19),
            Map.entry("ES", 21),
            Map.entry("FR", 20),
            Map.entry("IE", 23),
            Map.entry("IT", 22),
            Map.entry("LU", 17),
            Map.entry("NL", 21),
            Map.entry("PL", 23));

    private Totals() {}

    /// Writes lines and totals anew. Called whenever quantity, discount or the buyer's country has changed.
    static void settle(World world, ObjectNode session) {
        var items = (ArrayNode) session.get("_items");
        var off = discounts(items, Discounting.coupon(world, session));
        int rate = session.at("/automatic_tax/enabled").asBoolean() ? VAT.getOrDefault(country(session), 0) : 0;
        long subtotal = 0;
        long discount = 0;
        long tax = 0;
        long total = 0;
        for (int i = 0; i < items.size(); i++) {
            var item = (ObjectNode) items.get(i);
            line(item, off.get(i), rate);
            subtotal += item.get("amount_subtotal").asLong();
            discount += item.get("amount_discount").asLong();
            tax += item.get("amount_tax").asLong();
            total += item.get("amount_total").asLong();
        }
        session.put("amount_subtotal", subtotal).put("amount_total", total);
        ((ObjectNode) session.get("total_details"))
                .put("amount_discount", discount)
                .put("amount_tax", tax);
        Breakdown.settle(world, session, rate);
    }

    private static String country(ObjectNode session) {
        return Json.text(session.path("customer_details").path("address"), "country");
    }

    private static void line(ObjectNode item, long off, int rate) {
        long left = item.get("amount_subtotal").asLong() - off;
        boolean included = isIncluded(item);
        long tax = included ? Math.round(left * (double) rate / (100 + rate)) : Math.round(left * rate / 100.0);
        item.put("amount_discount", off).put("amount_tax", tax).put("amount_total", included ? left : left + tax);
    }

    // Where a price does not say, Stripe adds tax to dollars and includes it elsewhere.
    private static boolean isIncluded(ObjectNode item) {
        return switch (item.at("/price/tax_behavior").asText()) {
            case "inclusive" -> true;
            case "exclusive" -> false;
            default -> !List.of("usd", "cad").contains(item.get("currency").asText());
        };
    }

    private static List<Long> discounts(ArrayNode items, Optional<ObjectNode> coupon) {
        var off = new ArrayList<Long>();
        long sum = 0;
        for (JsonNode item : items) {
            long touched = coupon.filter(c -> Discounting.touches(c, item))
                    .map(_ -> item.get("amount_subtotal").asLong())
                    .orElse(0L);
            off.add(touched);
            sum += touched;
        }
        if (coupon.isEmpty() || sum == 0) {
            return off;
        }
        return share(off, sum, coupon.get());
    }

    // Amounts off are spread over the lines by their size; the last one bears what rounding leaves.
    private static List<Long> share(List<Long> touched, long sum, ObjectNode coupon) {
        double percent = coupon.get("percent_off").asDouble(0);
        long all = percent > 0
                ? Math.round(sum * percent / 100)
                : Math.min(sum, coupon.get("amount_off").asLong());
        var shares = new ArrayList<Long>();
        long given = 0;
        long seen = 0;
        for (long line : touched) {
            seen += line;
            long until = Math.round((double) all * seen / sum);
            shares.add(until - given);
            given = until;
        }
        return shares;
    }
}
