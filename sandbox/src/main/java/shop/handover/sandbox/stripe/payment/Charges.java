package shop.handover.sandbox.stripe.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.resource.Changes;

/// What was taken from a card or account.
///
/// @see <a href="https://docs.stripe.com/api/charges">Stripe: charges</a>
public final class Charges {

    private Charges() {}

    public static List<Operation> operations() {
        var all = new ArrayList<>(Balance.operations());
        all.add(Operation.of(
                "GET",
                "/v1/charges",
                "charge.list",
                call -> Lists.of(call, "charge", "customer", "payment_intent", "transfer_group")));
        all.add(Operation.of("GET", "/v1/charges/*", "charge.retrieve", Charges::named));
        all.add(Operation.of("POST", "/v1/charges/*", "charge.update", Charges::update));
        return all;
    }

    private static ObjectNode named(Call call) {
        return call.named("charge", "charge", "charge");
    }

    private static ObjectNode update(Call call) {
        var charge = named(call);
        var before = charge.deepCopy();
        Changes.copy(call.params(), charge, "customer", "description", "receipt_email", "shipping", "transfer_group");
        Changes.metadata(call.params(), charge);
        call.world().put(charge);
        call.world().events().emit("charge.updated", charge, Changes.between(before, charge));
        return charge;
    }
}
