package shop.handover.sandbox.stripe.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// Puts objects in the place of their ids, and adds the fields Stripe shows only when asked.
/// Longer than a screen: half of it is the list of fields that hold ids.
///
/// @see <a href="https://docs.stripe.com/expand">Stripe: expanding responses</a>
public final class Expansion {

    private static final int DEEPEST = 4;
    private static final Set<String> COUPONS = Set.of("coupon");
    private static final Set<String> IDS = Set.of(
            "product",
            "default_price",
            "customer",
            "payment_intent",
            "latest_charge",
            "charge",
            "balance_transaction",
            "payment_method",
            "promotion_code",
            "failure_balance_transaction",
            "source",
            "invoice",
            "review",
            "subscription",
            "setup_intent",
            "payment_link",
            "application",
            "on_behalf_of",
            "transfer",
            "dispute",
            "price",
            "discounts",
            "tax_code",
            "application_fee",
            "default_payment_method",
            "mandate");

    /// Kept fields that an earlier path may have uncovered.
    private static final Set<String> UNCOVERED = Set.of("breakdown", "discounts", "taxes");

    /// Fields an object shows only when asked, by `object` and field.
    private final Map<String, BiFunction<World, ObjectNode, JsonNode>> hidden;

    public Expansion(Map<String, BiFunction<World, ObjectNode, JsonNode>> hidden) {
        this.hidden = Map.copyOf(hidden);
    }

    public void expand(World world, ObjectNode answer, List<String> paths) {
        for (String path : paths) {
            var steps = List.of(path.split("\\."));
            int depth = steps.size() - (steps.getFirst().equals("data") ? 1 : 0);
            if (depth > DEEPEST) {
                throw StripeError.invalid("You cannot expand more than 4 levels of a property. Property: " + path);
            }
            walk(world, answer, steps, path);
        }
    }

    private void walk(World world, JsonNode node, List<String> steps, String path) {
        if (steps.isEmpty()) {
            return;
        }
        if (node instanceof ArrayNode array) {
            array.forEach(item -> walk(world, item, steps, path));
        } else if (node instanceof ObjectNode object) {
            walk(world, step(world, object, steps.getFirst(), steps.size() == 1), steps.subList(1, steps.size()), path);
        }
    }

    private JsonNode step(World world, ObjectNode object, String field, boolean last) {
        boolean uncovered = uncover(world, object, field);
        boolean holdsId = IDS.contains(field) || COUPONS.contains(field);
        var value = object.get(field);
        if (value == null || (value.isValueNode() || last) && !holdsId && !uncovered) {
            throw StripeError.invalid(
                    "This property cannot be expanded (" + field
                            + "). You may want to try expanding a different property, or check its spelling in the API reference.",
                    "expand");
        }
        if (value.isTextual()) {
            found(world, field, value.asText()).ifPresent(found -> object.set(field, Json.shown(found)));
        }
        if (value instanceof ArrayNode ids && !ids.isEmpty() && ids.get(0).isTextual()) {
            var expanded = Json.array();
            ids.forEach(id -> expanded.add(
                    found(world, field, id.asText()).<JsonNode>map(Json::shown).orElse(id)));
            object.set(field, expanded);
        }
        return object.get(field);
    }

    // What is shown only when asked is kept under a name that is not shown, or made now.
    private boolean uncover(World world, ObjectNode object, String field) {
        var made = hidden.get(Json.text(object, "object") + "." + field);
        var kept = object.remove("_" + field);
        if (kept != null) {
            object.set(field, kept);
        } else if (made != null && !object.has(field)) {
            object.set(field, made.apply(world, object));
        }
        return kept != null || made != null || object.has(field) && UNCOVERED.contains(field);
    }

    private static Optional<ObjectNode> found(World world, String field, String id) {
        return COUPONS.contains(field) ? world.find("coupon", id) : world.findOrDeleted(id);
    }
}
