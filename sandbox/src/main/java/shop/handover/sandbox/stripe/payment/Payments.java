package shop.handover.sandbox.stripe.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import shop.handover.sandbox.stripe.payment.Instrument.Fate;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// Attempts payments and settles delayed ones, leaving the objects and events Stripe would leave.
/// Longer than a screen: one payment touches intent, charge, balance transaction and up to five events.
///
/// @see <a href="https://docs.stripe.com/payments/paymentintents/lifecycle">Stripe: how payment intents work</a>
public final class Payments {

    private static final Duration UNTIL_BOOKED = Duration.ofMillis(500);
    private static final Set<String> CONFIRMABLE =
            Set.of("requires_payment_method", "requires_confirmation", "requires_action");

    private final Later later;
    private final Delays delays;
    private final Disputes disputes;
    private final String base;
    private final List<BiConsumer<World, Outcome>> settled = new ArrayList<>();

    /// @param base where the sandbox's pages are, for the 3-D Secure step
    public Payments(Later later, Delays delays, Disputes disputes, String base) {
        this.later = later;
        this.delays = delays;
        this.disputes = disputes;
        this.base = base;
    }

    /// Told when a delayed payment has been decided.
    public void whenSettled(BiConsumer<World, Outcome> listener) {
        settled.add(listener);
    }

    /// Tries to pay the intent; keeps what came of it and tells the events.
    ///
    /// @param authenticated whether the buyer has just passed 3-D Secure
    public Outcome attempt(World world, ObjectNode intent, ObjectNode method, boolean authenticated) {
        if (!CONFIRMABLE.contains(intent.get("status").asText())) {
            throw StripeError.invalid(
                    "payment_intent_unexpected_state",
                    "This PaymentIntent's status is " + intent.get("status").asText()
                            + ". You cannot confirm this PaymentIntent because it has already succeeded or ended.",
                    "");
        }
        world.put(method);
        intent.put("payment_method", method.get("id").asText());
        intent.putNull("next_action");
        var fate = PaymentMethods.fate(method);
        return switch (fate) {
            case ASKS_FOR_3DS -> authenticated ? paid(world, intent, method) : challenge(world, intent);
            case PAYS_LATER, PAYS_LATER_THEN_DISPUTED, FAILS_LATER -> pending(world, intent, method);
            case PAYS, PAYS_THEN_DISPUTED, PAYS_THEN_INQUIRED, PAYS_REFUND_FAILS ->
                delays.takeLater() ? pending(world, intent, method) : paid(world, intent, method);
            default -> declined(world, intent, method, fate);
        };
    }

    /// The buyer failed 3-D Secure, or left.
    public Outcome refuseAuthentication(World world, ObjectNode intent) {
        var why = StripeError.of(
                        402,
                        "card_error",
                        "We are unable to authenticate your payment method. Please choose a different payment method and try again.")
                .code("payment_intent_authentication_failure");
        var method = world.get("payment_method", intent.get("payment_method").asText());
        return fail(world, intent, method, why);
    }

    /// Decides a delayed payment now. One that is no longer processing is left alone.
    public void settle(World world, String id, boolean succeeds) {
        var intent = world.get("payment_intent", id);
        if (!intent.get("status").asText().equals("processing")) {
            return;
        }
        var charge = world.get("charge", intent.get("latest_charge").asText());
        var method = world.get("payment_method", intent.get("payment_method").asText());
        intent.putNull("processing");
        intent.remove("_succeeds");
        var outcome = succeeds ? settleWell(world, intent, charge, method) : settleBadly(world, intent, charge, method);
        settled.forEach(listener -> listener.accept(world, outcome));
    }

    /// Arms the timers that a restart has lost.
    public void resume(World world) {
        world.run(() -> {
            world.where("payment_intent", "status", "processing")
                    .toList()
                    .forEach(intent -> settleLater(world, intent));
            world.newest("charge").filter(Payments::isUnbooked).toList().forEach(charge -> bookLater(world, charge));
        });
    }

    private Outcome challenge(World world, ObjectNode intent) {
        intent.put("status", "requires_action");
        intent.set("next_action", nextAction(intent));
        world.put(intent);
        world.events().emit("payment_intent.requires_action", intent);
        return new Outcome.NeedsAction(intent);
    }

    // Who gave no address to come back to is asked to use Stripe's script, as on the hosted page.
    private ObjectNode nextAction(ObjectNode intent) {
        var page = base + "/3ds/" + intent.get("id").asText();
        if (!intent.has("_return_url")) {
            var action = Json.template("next_action");
            ((ObjectNode) action.get("use_stripe_sdk")).put("three_ds_method_url", page);
            return action;
        }
        var action = Json.object().put("type", "redirect_to_url");
        action.putObject("redirect_to_url")
                .put("return_url", Json.text(intent, "_return_url"))
                .put("url", page);
        return action;
    }

    private Outcome paid(World world, ObjectNode intent, ObjectNode method) {
        var charge = charge(world, intent, method, "succeeded");
        boolean held = intent.get("capture_method").asText().equals("manual");
        charge.put("paid", true)
                .put("captured", !held)
                .put("amount_captured", held ? 0 : charge.get("amount").asLong());
        return succeed(world, intent, charge, method, held);
    }

    private Outcome settleWell(World world, ObjectNode intent, ObjectNode charge, ObjectNode method) {
        charge.put("status", "succeeded").put("paid", true).put("captured", true);
        charge.put("amount_captured", charge.get("amount").asLong());
        return succeed(world, intent, charge, method, false);
    }

    private Outcome succeed(World world, ObjectNode intent, ObjectNode charge, ObjectNode method, boolean held) {
        world.put(charge);
        intent.put("latest_charge", charge.get("id").asText());
        intent.putNull("last_payment_error");
        intent.put("status", held ? "requires_capture" : "succeeded");
        intent.put(
                held ? "amount_capturable" : "amount_received",
                intent.get("amount").asLong());
        world.put(intent);
        world.events().emit("charge.succeeded", charge);
        world.events().emit(held ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded", intent);
        if (!held) {
            bookLater(world, charge);
        }
        disputeWhereFated(world, charge, PaymentMethods.fate(method));
        return new Outcome.Paid(intent);
    }

    private void disputeWhereFated(World world, ObjectNode charge, Fate fate) {
        if (fate == Fate.PAYS_THEN_DISPUTED
                || fate == Fate.PAYS_LATER_THEN_DISPUTED
                || fate == Fate.PAYS_THEN_INQUIRED) {
            var id = charge.get("id").asText();
            // Told after all that the payment itself tells, found by whoever asks next.
            world.after(() -> later.in(
                    Duration.ofMillis(1),
                    () -> world.run(() -> world.find("charge", id)
                            .filter(c -> !c.get("disputed").asBoolean())
                            .ifPresent(c -> disputes.open(world, c, fate == Fate.PAYS_THEN_INQUIRED, "fraudulent")))));
        }
    }

    private Outcome pending(World world, ObjectNode intent, ObjectNode method) {
        var charge = charge(world, intent, method, "pending");
        charge.put("paid", false).put("captured", true);
        world.put(charge);
        intent.put("latest_charge", charge.get("id").asText());
        intent.put("status", "processing");
        intent.putNull("last_payment_error");
        intent.put("_succeeds", PaymentMethods.fate(method) != Fate.FAILS_LATER);
        world.put(intent);
        world.events().emit("charge.pending", charge);
        world.events().emit("payment_intent.processing", intent);
        settleLater(world, intent);
        return new Outcome.Pending(intent);
    }

    private void settleLater(World world, ObjectNode intent) {
        var id = intent.get("id").asText();
        boolean succeeds = intent.path("_succeeds").asBoolean(true);
        world.after(() -> later.in(delays.settlement(), () -> world.run(() -> settle(world, id, succeeds))));
    }

    private Outcome settleBadly(World world, ObjectNode intent, ObjectNode charge, ObjectNode method) {
        charge.put("status", "failed").put("paid", false);
        charge.put("failure_code", "payment_intent_payment_attempt_failed");
        charge.put("failure_message", "The payment was declined by the customer's bank.");
        world.put(charge);
        world.events().emit("charge.failed", charge);
        var why = StripeError.of(402, "card_error", "The payment was declined by the customer's bank.")
                .code("payment_intent_payment_attempt_failed");
        return fail(world, intent, method, why);
    }

    private Outcome declined(World world, ObjectNode intent, ObjectNode method, Fate fate) {
        var charge = charge(world, intent, method, "failed");
        charge.put("paid", false).put("captured", false);
        charge.put("failure_code", fate.code()).put("failure_message", fate.message());
        var outcome = (ObjectNode) charge.get("outcome");
        outcome.put("network_status", "declined_by_network")
                .put("type", "issuer_declined")
                .put("advice_code", fate.advice());
        outcome.put("reason", fate.declineCode().orElse(fate.code()));
        outcome.put("network_decline_code", "01")
                .put("seller_message", "The bank did not return any further details with this decline.");
        world.put(charge);
        intent.put("latest_charge", charge.get("id").asText());
        world.events().emit("charge.failed", charge);
        var why = StripeError.of(402, "card_error", fate.message()).code(fate.code());
        fate.declineCode().ifPresent(code -> why.with("decline_code", code));
        why.with("advice_code", fate.advice())
                .with("network_decline_code", "01")
                .with("charge", charge.get("id").asText());
        return fail(world, intent, method, why);
    }

    private Outcome fail(World world, ObjectNode intent, ObjectNode method, StripeError why) {
        var error = why.error();
        error.set("payment_method", Json.shown(method.deepCopy()));
        intent.set("last_payment_error", error);
        intent.put("status", "requires_payment_method");
        intent.putNull("payment_method").putNull("next_action");
        world.put(intent);
        world.events().emit("payment_intent.payment_failed", intent);
        why.with(e -> e.set("payment_intent", Json.shown(intent.deepCopy())));
        why.with(e -> e.set("payment_method", Json.shown(method.deepCopy())));
        return new Outcome.Declined(intent, why);
    }

    private ObjectNode charge(World world, ObjectNode intent, ObjectNode method, String status) {
        var charge = Json.template("charge");
        var id = Ids.next("charge", world.live());
        charge.put("id", id)
                .put("status", status)
                .put("livemode", world.live())
                .put("created", world.clock().seconds());
        charge.put("amount", intent.get("amount").asLong());
        charge.put("payment_intent", intent.get("id").asText())
                .put("payment_method", method.get("id").asText());
        for (String shared : List.of(
                "currency",
                "customer",
                "description",
                "metadata",
                "receipt_email",
                "shipping",
                "statement_descriptor",
                "statement_descriptor_suffix",
                "transfer_group")) {
            charge.set(shared, intent.get(shared).deepCopy());
        }
        charge.set("billing_details", method.get("billing_details").deepCopy());
        charge.set("payment_method_details", details(intent, method));
        charge.put("receipt_url", base + "/_sandbox/receipts/" + id);
        return charge;
    }

    private static ObjectNode details(ObjectNode intent, ObjectNode method) {
        var type = method.get("type").asText();
        var kept = method.get(type);
        var details = Json.template("charge." + type);
        for (String shared : List.of("brand", "country", "exp_month", "exp_year", "fingerprint", "last4")) {
            if (details.has(shared) && kept.has(shared)) {
                details.set(shared, kept.get(shared));
            }
        }
        if (type.equals("card")) {
            card(details, intent, kept, PaymentMethods.fate(method));
        }
        var all = Json.object();
        all.set(type, details);
        all.put("type", type);
        return all;
    }

    private static void card(ObjectNode details, ObjectNode intent, JsonNode kept, Fate fate) {
        long amount = intent.get("amount").asLong();
        details.put("network", kept.get("brand").asText()).put("amount_authorized", amount);
        ((ObjectNode) details.get("overcapture")).put("maximum_amount_capturable", amount);
        if (fate == Fate.ASKS_FOR_3DS) {
            details.set("three_d_secure", Json.template("three_d_secure"));
        }
    }

    // Stripe books a moment later: whoever looks at once sees no balance transaction.
    private void bookLater(World world, ObjectNode charge) {
        var id = charge.get("id").asText();
        world.after(() -> later.in(
                UNTIL_BOOKED,
                () -> world.run(() ->
                        world.find("charge", id).filter(Payments::isUnbooked).ifPresent(c -> book(world, c)))));
    }

    private static boolean isUnbooked(ObjectNode charge) {
        return charge.get("balance_transaction").isNull()
                && charge.get("captured").asBoolean()
                && charge.get("status").asText().equals("succeeded");
    }

    private static void book(World world, ObjectNode charge) {
        var transaction = Balance.of(
                world, charge, "charge", charge.get("amount_captured").asLong());
        charge.put("balance_transaction", transaction.get("id").asText());
        world.put(charge);
        world.events().emit("charge.updated", charge, Optional.of(Json.object().putNull("balance_transaction")));
    }

    /// Takes the money of an authorised intent, or part of it.
    public ObjectNode capture(World world, ObjectNode intent, long amount) {
        var charge = world.get("charge", intent.get("latest_charge").asText());
        charge.put("captured", true).put("amount_captured", amount);
        charge.put("amount_refunded", charge.get("amount").asLong() - amount);
        intent.put("status", "succeeded").put("amount_received", amount).put("amount_capturable", 0);
        world.put(charge);
        world.put(intent);
        world.find("checkout.session", Json.text(intent, "_session"))
                .ifPresent(session -> world.put(session.put("payment_status", "paid")));
        world.events().emit("charge.captured", charge);
        world.events().emit("payment_intent.succeeded", intent);
        bookLater(world, charge);
        return intent;
    }
}
