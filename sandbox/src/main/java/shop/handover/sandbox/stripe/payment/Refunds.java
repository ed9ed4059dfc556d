package shop.handover.sandbox.stripe.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.resource.Changes;
import shop.handover.sandbox.stripe.resource.Money;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// Money given back, whole or in part.
/// Longer than a screen: a refund, its checks and its failure touch the same two objects.
///
/// @see <a href="https://docs.stripe.com/api/refunds">Stripe: refunds</a>
public final class Refunds {

    private static final Duration UNTIL_IT_FAILS = Duration.ofSeconds(1);

    private final Later later;

    public Refunds(Later later) {
        this.later = later;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/refunds", "refund.create", this::create),
                Operation.of(
                        "GET",
                        "/v1/refunds",
                        "refund.list",
                        call -> Lists.of(call, "refund", "charge", "payment_intent")),
                Operation.of("GET", "/v1/refunds/*", "refund.retrieve", Refunds::named),
                Operation.of("POST", "/v1/refunds/*", "refund.update", Refunds::update),
                Operation.of("POST", "/v1/refunds/*/cancel", "refund.cancel", call -> {
                    named(call);
                    throw StripeError.invalid("Canceling this refund is unsupported.");
                }),
                Operation.of("GET", "/v1/charges/*/refunds", "charge_refunds.list", Refunds::ofCharge),
                Operation.of("GET", "/v1/charges/*/refunds/*", "refund.retrieve", Refunds::oneOfCharge));
    }

    private ObjectNode create(Call call) {
        var params = call.params();
        if (!params.has("charge") && !params.has("payment_intent")) {
            throw StripeError.invalid(
                    "One of the following params should be provided for this request: payment_intent or charge.");
        }
        var charge = params.has("charge")
                ? call.world()
                        .find("charge", params.need("charge"))
                        .orElseThrow(() -> StripeError.noSuch("charge", params.need("charge"), "id"))
                : chargeOf(call, params.need("payment_intent"));
        var refund = refund(call.world(), charge, params.number("amount"), params.text("reason"));
        Changes.metadata(params, refund);
        call.world().put(refund);
        return refund;
    }

    private static ObjectNode chargeOf(Call call, String id) {
        var intent = call.given("payment_intent", "payment_intent", id, "payment_intent");
        if (intent.get("latest_charge").isNull()) {
            throw noSuccess(id);
        }
        return call.world().get("charge", intent.get("latest_charge").asText());
    }

    private static StripeError noSuccess(String intent) {
        return StripeError.invalid("This PaymentIntent (" + intent + ") does not have a successful charge to refund.");
    }

    /// Refunds the amount in minor units, or all that is left.
    public ObjectNode refund(World world, ObjectNode charge, Optional<Long> wanted, Optional<String> reason) {
        long left = charge.get("amount_captured").asLong()
                - charge.get("amount_refunded").asLong();
        long amount = wanted.orElse(left);
        check(world, charge, amount, left, wanted.isPresent());
        var refund = Json.template("refund");
        refund.put("id", Ids.next("refund", world.live()))
                .put("created", world.clock().seconds());
        refund.put("amount", amount).put("charge", charge.get("id").asText()).put("reason", reason.orElse(null));
        refund.set("currency", charge.get("currency"));
        refund.set("payment_intent", charge.get("payment_intent"));
        destination(charge, refund);
        refund.put(
                "balance_transaction",
                Balance.of(world, refund, "refund", -amount).get("id").asText());
        var before = Json.object()
                .put("amount_refunded", charge.get("amount_refunded").asLong())
                .put("refunded", charge.get("refunded").asBoolean());
        charge.put("amount_refunded", charge.get("amount_refunded").asLong() + amount);
        charge.put("refunded", amount == left);
        world.put(charge);
        world.put(refund);
        world.events().emit("refund.created", refund);
        world.events().emit("charge.refunded", charge, Optional.of(before));
        failWhereFated(world, charge, refund);
        return refund;
    }

    private static void check(World world, ObjectNode charge, long amount, long left, boolean given) {
        var id = charge.get("id").asText();
        var currency = charge.get("currency").asText();
        if (!charge.get("paid").asBoolean()) {
            throw noSuccess(charge.get("payment_intent").asText());
        }
        if (!charge.get("captured").asBoolean()) {
            throw StripeError.invalid("This uncaptured Charge was created by a PaymentIntent ("
                    + charge.get("payment_intent").asText()
                    + "). You must cancel the PaymentIntent to reverse the authorization instead of refunding the Charge directly. For more "
                    + "information, see https://stripe.com/docs/payments/place-a-hold-on-a-payment-method");
        }
        if (Disputes.holdsBack(world, charge)) {
            throw StripeError.invalid("Charge " + id + " has been charged back; cannot issue a refund.")
                    .code("charge_disputed");
        }
        if (left == 0) {
            throw StripeError.invalid("Charge " + id + " has already been refunded.")
                    .code("charge_already_refunded");
        }
        if (amount < 1) {
            throw StripeError.invalid(
                    "parameter_invalid_integer", "This value must be greater than or equal to 1.", "amount");
        }
        if (given && amount > left) {
            throw StripeError.invalid(
                    "Refund amount (" + Money.signed(amount, currency)
                            + ") is greater than unrefunded amount on charge (" + Money.signed(left, currency) + ")",
                    "amount");
        }
    }

    private static void destination(ObjectNode charge, ObjectNode refund) {
        var type = charge.at("/payment_method_details/type").asText("card");
        if (!type.equals("card")) {
            var details = refund.putObject("destination_details");
            details.putObject("eu_bank_transfer").putNull("reference").putNull("reference_status");
            details.put("type", "eu_bank_transfer");
        } else {
            var details = refund.putObject("destination_details");
            details.putObject("card")
                    .put("reference_status", "pending")
                    .put("reference_type", "acquirer_reference_number")
                    .put("type", "refund");
            details.put("type", "card");
        }
    }

    private void failWhereFated(World world, ObjectNode charge, ObjectNode refund) {
        var fails = world.find("payment_method", charge.path("payment_method").asText())
                .filter(method -> PaymentMethods.fate(method) == Instrument.Fate.PAYS_REFUND_FAILS)
                .isPresent();
        if (fails) {
            var id = refund.get("id").asText();
            world.after(() -> later.in(UNTIL_IT_FAILS, () -> world.run(() -> fail(world, world.get("refund", id)))));
        }
    }

    /// The bank sends a refund back: the money is the seller's again. Only once.
    public ObjectNode fail(World world, ObjectNode refund) {
        if (refund.get("status").asText().equals("failed")) {
            return refund;
        }
        var before = refund.get("status");
        refund.put("status", "failed").put("failure_reason", "expired_or_canceled_card");
        refund.put(
                "failure_balance_transaction",
                Balance.of(world, refund, "refund_failure", refund.get("amount").asLong())
                        .get("id")
                        .asText());
        var charge = world.get("charge", refund.get("charge").asText());
        charge.put(
                        "amount_refunded",
                        charge.get("amount_refunded").asLong()
                                - refund.get("amount").asLong())
                .put("refunded", false);
        world.put(charge);
        world.put(refund);
        var changed = Optional.of(Json.object().<ObjectNode>set("status", before));
        world.events().emit("refund.updated", refund, changed);
        world.events().emit("refund.failed", refund, changed);
        world.events().emit("charge.refund.updated", refund, changed);
        return refund;
    }

    // Where the list `refunds` of an expanded charge continues.
    private static ObjectNode ofCharge(Call call) {
        var charge = call.named("charge", "charge", "charge").get("id").asText();
        return Lists.of(call, "refund", fields -> charge.equals(fields.get("charge")), UnaryOperator.identity());
    }

    private static ObjectNode oneOfCharge(Call call) {
        var id = call.path().getLast();
        return call.world()
                .find("refund", id)
                .filter(refund -> refund.get("charge").asText().equals(call.id()))
                .orElseThrow(() -> StripeError.noSuch("refund", id, "refund"));
    }

    private static ObjectNode named(Call call) {
        return call.named("refund", "refund", "refund");
    }

    private static ObjectNode update(Call call) {
        var refund = named(call);
        var before = refund.deepCopy();
        Changes.metadata(call.params(), refund);
        call.world().put(refund);
        call.world().events().emit("refund.updated", refund, Changes.between(before, refund));
        return refund;
    }
}
