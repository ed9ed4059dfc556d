package shop.handover.sandbox.stripe.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// The account's bookings: what came in, what went out, what Stripe keeps.
///
/// @see <a href="https://docs.stripe.com/api/balance_transactions">Stripe: balance transactions</a>
final class Balance {

    private static final long DAYS_UNTIL_AVAILABLE = Duration.ofDays(7).toSeconds();
    private static final long FIXED_FEE = 30;

    private Balance() {}

    static List<Operation> operations() {
        return List.of(
                Operation.of(
                        "GET",
                        "/v1/balance_transactions",
                        "balance_transaction.list",
                        call -> Lists.of(call, "balance_transaction", "source", "type", "currency")),
                Operation.of("GET", "/v1/balance_transactions/*", "balance_transaction.retrieve", Balance::named));
    }

    private static ObjectNode named(Call call) {
        return call.named("balance_transaction", "balance transaction", "id");
    }

    /// Books an amount (minor units, negative where money leaves) for its source and keeps the booking.
    static ObjectNode of(World world, ObjectNode source, String type, long amount) {
        var booking = Json.template("balance_transaction");
        long now = world.clock().seconds();
        long fee = type.equals("charge") ? Math.round(amount * 0.029) + FIXED_FEE : 0;
        booking.put("id", Ids.next("balance_transaction", world.live())).put("created", now);
        booking.put("available_on", now + DAYS_UNTIL_AVAILABLE);
        booking.put("amount", amount).put("fee", fee).put("net", amount - fee);
        booking.put("currency", source.get("currency").asText())
                .put("source", source.get("id").asText());
        booking.put("type", type).put("reporting_category", type.equals("adjustment") ? "dispute" : type);
        booking.set("description", source.path("description").isMissingNode() ? null : source.get("description"));
        if (fee > 0) {
            booking.withArray("fee_details")
                    .addObject()
                    .put("amount", fee)
                    .putNull("application")
                    .put("currency", source.get("currency").asText())
                    .put("description", "Stripe processing fees")
                    .put("type", "stripe_fee");
        }
        world.put(booking);
        return booking;
    }
}
