package shop.handover.sandbox.stripe.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// Stripe's lists: newest first, cursors, `created` filters, filters by field.
/// Longer than a screen: cursor, filters and page are one rule.
///
/// @see <a href="https://docs.stripe.com/api/pagination">Stripe: pagination</a>
public final class Lists {

    private static final int USUAL = 10;
    private static final int MOST = 100;

    private Lists() {}

    /// One page of all objects of a kind.
    ///
    /// @param filters parameters that must equal the field of the same name
    public static ObjectNode of(Call call, String object, String... filters) {
        return of(call, object, fields -> matches(call.params(), filters, fields), UnaryOperator.identity());
    }

    /// One page of those that pass, each shown as asked.
    public static ObjectNode of(
            Call call, String object, Predicate<Map<String, String>> wanted, UnaryOperator<ObjectNode> shown) {
        var page = call.world().page(object, cursor(call, object), wanted, created(call.params()));
        var data = Json.array();
        page.objects().forEach(o -> data.add(Json.shown(shown.apply(o))));
        return Json.list(call.url(), data, page.hasMore());
    }

    /// One page of what is held in an object, such as line items; oldest first, as Stripe lists these.
    public static ObjectNode within(Call call, List<ObjectNode> all) {
        int limit = limit(call.params());
        int from = call.params()
                .text("starting_after")
                .map(id -> place(all, id) + 1)
                .orElse(0);
        int until = Math.min(all.size(), from + limit);
        var data = Json.array();
        all.subList(Math.min(from, until), until).forEach(data::add);
        return Json.list(call.url(), data, until < all.size());
    }

    /// What belongs to an object, newest first and ten at most, as shown within it: a charge's refunds, an intent's
    /// charges.
    public static ObjectNode belonging(World world, String kind, ObjectNode owner) {
        var field = owner.get("object").asText();
        var id = owner.get("id").asText();
        var all = world.where(kind, field, id).toList();
        var data = Json.array();
        all.stream().limit(USUAL).forEach(one -> data.add(Json.shown(one)));
        var url = kind.equals("refund") ? "/v1/charges/" + id + "/refunds" : "/v1/" + kind + "s?" + field + "=" + id;
        return Json.list(url, data, all.size() > USUAL).put("total_count", all.size());
    }

    public static boolean matches(Params params, String[] filters, Map<String, String> fields) {
        for (String filter : filters) {
            var asked = params.values().get(filter);
            if (asked != null && !asked.toString().equals(fields.get(filter))) {
                return false;
            }
        }
        return true;
    }

    private static int place(List<ObjectNode> all, String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).get("id").asText().equals(id)) {
                return i;
            }
        }
        throw StripeError.noSuchIn("line item", id, "starting_after");
    }

    private static World.Cursor cursor(Call call, String object) {
        var after = call.params().text("starting_after");
        var before = call.params().text("ending_before");
        if (after.isPresent() && before.isPresent()) {
            throw StripeError.invalid("You may only specify one of these parameters: starting_after, ending_before.");
        }
        check(call, object, after, "starting_after");
        check(call, object, before, "ending_before");
        return new World.Cursor(after.or(() -> before), before.isEmpty(), limit(call.params()));
    }

    private static void check(Call call, String object, Optional<String> id, String param) {
        id.filter(i -> !call.world().knows(object, i)).ifPresent(i -> {
            throw StripeError.noSuchIn(
                    object.replace('_', ' ').replace("checkout.session", "checkout session"), i, param);
        });
    }

    private static int limit(Params params) {
        long limit = params.number("limit").orElse((long) USUAL);
        if (limit < 1) {
            throw StripeError.invalid(
                    "parameter_invalid_integer", "This value must be greater than or equal to 1.", "limit");
        }
        if (limit > MOST) {
            throw StripeError.invalid(
                    "parameter_invalid_integer", "This value must be less than or equal to 100.", "limit");
        }
        return (int) limit;
    }

    private static Predicate<Long> created(Params params) {
        if (params.values().get("created") instanceof Long exactly) {
            return created -> created.equals(exactly);
        }
        var range = params.part("created");
        long least = Math.max(
                range.number("gte").orElse(Long.MIN_VALUE),
                range.number("gt").map(gt -> gt == Long.MAX_VALUE ? gt : gt + 1).orElse(Long.MIN_VALUE));
        long most = Math.min(
                range.number("lte").orElse(Long.MAX_VALUE),
                range.number("lt").map(lt -> lt == Long.MIN_VALUE ? lt : lt - 1).orElse(Long.MAX_VALUE));
        return created -> created >= least && created <= most;
    }
}
