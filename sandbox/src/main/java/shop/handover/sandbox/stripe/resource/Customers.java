package shop.handover.sandbox.stripe.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;

/// Buyers who are remembered. Longer than a screen: five calls of one resource.
///
/// @see <a href="https://docs.stripe.com/api/customers">Stripe: customers</a>
public final class Customers {

    private Customers() {}

    public static List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/customers", "customer.create", Customers::create),
                Operation.of("GET", "/v1/customers", "customer.list", call -> Lists.of(call, "customer", "email")),
                Operation.of("GET", "/v1/customers/*", "customer.retrieve", Customers::namedOrDeleted),
                Operation.of("POST", "/v1/customers/*", "customer.update", Customers::update),
                Operation.of("DELETE", "/v1/customers/*", "customer.retrieve", Customers::delete));
    }

    private static ObjectNode create(Call call) {
        var customer = call.fresh("customer");
        customer.put("invoice_prefix", Ids.random(8).toUpperCase(Locale.ROOT));
        apply(call.params(), customer);
        call.world().put(customer);
        call.world().events().emit("customer.created", customer);
        return customer;
    }

    private static void apply(Params params, ObjectNode customer) {
        params.text("email").filter(email -> !isEmail(email)).ifPresent(email -> {
            throw StripeError.invalid("email_invalid", "Invalid email address: " + email, "email");
        });
        Changes.copy(
                params,
                customer,
                "balance",
                "description",
                "email",
                "name",
                "phone",
                "preferred_locales",
                "shipping",
                "tax_exempt");
        if (params.unsets("address")) {
            customer.putNull("address");
        } else if (params.has("address")) {
            customer.set("address", address(params.part("address")));
        }
        Changes.metadata(params, customer);
    }

    /// An address with all of Stripe's fields, null where nothing was said.
    static ObjectNode address(Params params) {
        var address = Json.template("address");
        Changes.copy(params, address, "city", "country", "line1", "line2", "postal_code", "state");
        return address;
    }

    /// As strict as Stripe: one `@`, something on both sides, a dot in the domain, no blanks.
    public static boolean isEmail(String email) {
        return email.length() <= 512
                && email.matches("[^@\\s,;<>()\\[\\]\"]+@[^@\\s,;<>()\\[\\]\".]+(\\.[^@\\s,;<>()\\[\\]\".]+)+");
    }

    private static ObjectNode named(Call call) {
        return call.named("customer", "customer", "id");
    }

    private static ObjectNode namedOrDeleted(Call call) {
        return call.world().deleted("customer", call.id()).orElseGet(() -> named(call));
    }

    private static ObjectNode update(Call call) {
        var customer = named(call);
        var before = customer.deepCopy();
        apply(call.params(), customer);
        var changed = Changes.between(before, customer);
        if (changed.isPresent()) {
            call.world().put(customer);
            call.world().events().emit("customer.updated", customer, changed);
        }
        return customer;
    }

    private static ObjectNode delete(Call call) {
        var customer = named(call);
        call.world().delete("customer", call.id());
        call.world().events().emit("customer.deleted", customer);
        return call.world().deleted("customer", call.id()).orElseThrow();
    }
}
