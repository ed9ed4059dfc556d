package shop.handover.sandbox.stripe.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.resource.Changes;
import shop.handover.sandbox.stripe.resource.Money;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// One payment through all its attempts. Longer than a screen: seven calls share the rules of what may follow what.
///
/// @see <a href="https://docs.stripe.com/api/payment_intents">Stripe: payment intents</a>
public final class PaymentIntents {

    private static final Set<String> CANCELABLE = Set.of(
            "requires_payment_method", "requires_capture", "requires_confirmation", "requires_action", "processing");
    private static final String TOO_SMALL =
            "The amount must be greater than or equal to the minimum charge amount allowed for your account and the currency set "
                    + "(https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).  If you want to save a Payment Method for "
                    + "future use without an immediate payment, use a Setup Intent instead: https://docs.stripe.com/payments/setup-intents";

    private final Payments payments;

    public PaymentIntents(Payments payments) {
        this.payments = payments;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/payment_intents", "payment_intent.create", this::create),
                Operation.of(
                        "GET",
                        "/v1/payment_intents",
                        "payment_intent.list",
                        call -> Lists.of(call, "payment_intent", "customer")),
                Operation.of("GET", "/v1/payment_intents/*", "payment_intent.retrieve", PaymentIntents::named),
                Operation.of("POST", "/v1/payment_intents/*", "payment_intent.update", PaymentIntents::update),
                Operation.of("POST", "/v1/payment_intents/*/confirm", "payment_intent.confirm", this::confirm),
                Operation.of("POST", "/v1/payment_intents/*/cancel", "payment_intent.cancel", PaymentIntents::cancel),
                Operation.of("POST", "/v1/payment_intents/*/capture", "payment_intent.capture", this::capture));
    }

    private ObjectNode create(Call call) {
        var params = call.params();
        long amount = params.needNumber("amount");
        var currency = Money.currency(params.need("currency"), "currency");
        checkAmount(amount, currency);
        var intent = fresh(call.world(), amount, currency);
        var automatic = params.part("automatic_payment_methods");
        if (!params.has("payment_method_types")
                && !Boolean.FALSE.equals(automatic.values().get("enabled"))) {
            intent.putObject("automatic_payment_methods")
                    .put("allow_redirects", automatic.text("allow_redirects").orElse("always"))
                    .put("enabled", true);
        }
        Changes.copy(
                params, intent, "payment_method_types", "capture_method", "setup_future_usage", "confirmation_method");
        apply(call, intent);
        params.text("payment_method").ifPresent(id -> {
            intent.put(
                    "payment_method",
                    PaymentMethods.given(call.world(), id, "payment_method")
                            .get("id")
                            .asText());
            intent.put("status", "requires_confirmation");
        });
        call.world().put(intent);
        call.world().events().emit("payment_intent.created", intent);
        return params.is("confirm") ? attempt(call, intent) : intent;
    }

    private static void checkAmount(long amount, String currency) {
        if (amount < 1) {
            throw StripeError.invalid("parameter_invalid_integer", TOO_SMALL, "amount");
        }
        if (amount > Money.MOST) {
            throw StripeError.invalid(
                    "amount_too_large", "Amount must be no more than " + Money.signed(Money.MOST, currency), "amount");
        }
        if (amount < Money.least(currency)) {
            throw StripeError.invalid(
                    "amount_too_small",
                    "Amount must be at least " + Money.told(Money.least(currency), currency),
                    "amount");
        }
    }

    /// A new intent, not yet kept.
    public static ObjectNode fresh(World world, long amount, String currency) {
        var intent = Json.template("payment_intent");
        var id = Ids.next("payment_intent", world.live());
        intent.put("id", id)
                .put("livemode", world.live())
                .put("created", world.clock().seconds());
        intent.put("amount", amount).put("currency", currency).put("client_secret", id + "_secret_" + Ids.random(25));
        return intent;
    }

    private static void apply(Call call, ObjectNode intent) {
        var params = call.params();
        Changes.copy(
                params,
                intent,
                "allowed_payment_method_types",
                "description",
                "excluded_payment_method_types",
                "receipt_email",
                "shipping",
                "statement_descriptor",
                "statement_descriptor_suffix",
                "transfer_group");
        params.text("customer").ifPresent(id -> {
            call.given("customer", "customer", id, "customer");
            intent.put("customer", id);
        });
        params.text("return_url").ifPresent(url -> intent.put("_return_url", url));
        Changes.metadata(params, intent);
    }

    private ObjectNode confirm(Call call) {
        var intent = named(call);
        call.params().text("return_url").ifPresent(url -> intent.put("_return_url", url));
        return attempt(call, intent);
    }

    private ObjectNode attempt(Call call, ObjectNode intent) {
        return switch (payments.attempt(call.world(), intent, method(call, intent), false)) {
            case Outcome.Declined(ObjectNode _, StripeError why) -> throw why;
            case Outcome other -> other.intent();
        };
    }

    private static ObjectNode method(Call call, ObjectNode intent) {
        Params params = call.params();
        if (params.has("payment_method")) {
            return PaymentMethods.given(call.world(), params.need("payment_method"), "payment_method");
        }
        if (params.has("payment_method_data")) {
            return PaymentMethods.from(call.world(), params.part("payment_method_data"));
        }
        if (intent.get("payment_method").isNull()) {
            throw StripeError.invalid(
                    "payment_intent_unexpected_state",
                    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent "
                            + "with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
                    "payment_method");
        }
        return call.world().get("payment_method", intent.get("payment_method").asText());
    }

    private static ObjectNode named(Call call) {
        return call.named("payment_intent", "payment_intent", "intent");
    }

    private static ObjectNode update(Call call) {
        var intent = named(call);
        call.params().number("amount").ifPresent(amount -> {
            checkAmount(amount, intent.get("currency").asText());
            intent.put("amount", amount);
        });
        apply(call, intent);
        call.params().text("payment_method").ifPresent(id -> {
            intent.put(
                    "payment_method",
                    PaymentMethods.given(call.world(), id, "payment_method")
                            .get("id")
                            .asText());
            intent.put("status", "requires_confirmation");
        });
        call.world().put(intent);
        return intent;
    }

    private static ObjectNode cancel(Call call) {
        var intent = named(call);
        var status = intent.get("status").asText();
        if (!CANCELABLE.contains(status)) {
            throw StripeError.invalid(
                    "payment_intent_unexpected_state",
                    "You cannot cancel this PaymentIntent because it has a status of " + status + ".",
                    "intent");
        }
        intent.put("status", "canceled")
                .put("canceled_at", call.world().clock().seconds())
                .put("amount_capturable", 0);
        Changes.copy(call.params(), intent, "cancellation_reason");
        call.world().put(intent);
        call.world().events().emit("payment_intent.canceled", intent);
        return intent;
    }

    private ObjectNode capture(Call call) {
        var intent = named(call);
        if (!intent.get("status").asText().equals("requires_capture")) {
            throw StripeError.invalid(
                    "payment_intent_unexpected_state",
                    "This PaymentIntent could not be captured because it has a status of "
                            + intent.get("status").asText()
                            + ". Only a PaymentIntent with one of the following statuses may be captured: requires_capture.",
                    "intent");
        }
        long most = intent.get("amount").asLong();
        long amount = call.params().number("amount_to_capture").orElse(most);
        if (amount < 1 || amount > most) {
            throw StripeError.invalid(
                    "amount_too_large",
                    "The amount to capture must be between 1 and " + most + ".",
                    "amount_to_capture");
        }
        return payments.capture(call.world(), intent, amount);
    }
}
