package shop.handover.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import shop.handover.sandbox.stripe.payment.Outcome;
import shop.handover.sandbox.stripe.payment.PaymentIntents;
import shop.handover.sandbox.stripe.payment.Payments;
import shop.handover.sandbox.stripe.resource.Customers;
import shop.handover.sandbox.stripe.resource.Money;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// What a buyer does with a session: choose an amount, type a code, pay, or let it lapse.
/// Everything here runs inside the world's lock. Longer than a screen: each act changes the one session.
public final class Checkout {

    private static final long A_DAY = 24L * 3600;
    private static final World.Cursor FIRST_OF_MANY = new World.Cursor(Optional.empty(), true, 1_000);
    private static final long RECOVERABLE = 30 * A_DAY;

    private final Payments payments;
    private final String base;

    public Checkout(Payments payments, String base) {
        this.payments = payments;
        this.base = base;
        payments.whenSettled(this::settled);
    }

    /// The session as it is now: one whose time has passed expires when anyone looks.
    public ObjectNode expireWhereDue(World world, ObjectNode session) {
        boolean due = isOpen(session)
                && session.get("expires_at").asLong() <= world.clock().seconds();
        return due ? expire(world, session) : session;
    }

    /// Expires every session whose time has passed, for nobody may ever look at it again.
    public void expireAllDue(World world) {
        long now = world.clock().seconds();
        world.page("checkout.session", FIRST_OF_MANY, fields -> isDue(fields, now), _ -> true)
                .objects()
                .forEach(session -> expire(world, session));
    }

    private static boolean isDue(Map<String, String> fields, long now) {
        return "open".equals(fields.get("status")) && Long.parseLong(fields.get("expires_at")) <= now;
    }

    public ObjectNode expire(World world, ObjectNode session) {
        session.put("status", "expired").putNull("url");
        if (session.at("/after_expiration/recovery/enabled").asBoolean()) {
            ((ObjectNode) session.at("/after_expiration/recovery"))
                    .put("url", base + "/c/recover/" + session.get("id").asText())
                    .put("expires_at", world.clock().seconds() + RECOVERABLE);
        }
        world.put(session);
        world.events().emit("checkout.session.expired", session);
        return session;
    }

    /// A new session for what an expired one wanted; empty where that one cannot be recovered (any more).
    ///
    /// @see <a href="https://docs.stripe.com/payments/checkout/abandoned-carts">Stripe: recover abandoned carts</a>
    public Optional<ObjectNode> recover(World world, ObjectNode expired) {
        var recovery = expired.path("after_expiration").path("recovery");
        long now = world.clock().seconds();
        if (!recovery.path("url").isTextual() || recovery.get("expires_at").asLong() <= now) {
            return Optional.empty();
        }
        var fresh = expired.deepCopy();
        var id = Ids.next("checkout.session", world.live());
        fresh.put("id", id)
                .put("status", "open")
                .put("recovered_from", expired.get("id").asText());
        fresh.put("created", now).put("expires_at", now + A_DAY).put("url", base + "/c/pay/" + id);
        fresh.putNull("after_expiration").putNull("payment_intent");
        world.put(fresh);
        return Optional.of(fresh);
    }

    /// Uses the code the buyer typed; the blank one takes a used code back.
    public ObjectNode promote(World world, ObjectNode session, String code) {
        needOpen(session);
        if (code.isBlank()) {
            session.putArray("discounts");
        } else {
            if (!session.path("allow_promotion_codes").asBoolean(false)) {
                throw StripeError.invalid("promotion_code_invalid", "This code is invalid.", "promotion_code");
            }
            var promotion = Discounting.typed(world, session, code);
            session.putArray("discounts")
                    .addObject()
                    .putNull("coupon")
                    .put("promotion_code", promotion.get("id").asText());
        }
        Totals.settle(world, session);
        session.put("payment_status", "unpaid");
        NewSession.checkAmount(session);
        world.put(session);
        return session;
    }

    /// The buyer's own price, in minor units.
    public ObjectNode choose(World world, ObjectNode session, long amount) {
        needOpen(session);
        if (!NewSession.isOpenAmount(session)) {
            return session;
        }
        var custom = session.at("/_items/0/price/custom_unit_amount");
        var currency = session.get("currency").asText();
        long minimum = Math.max(custom.get("minimum").asLong(0), Money.least(currency));
        long maximum = custom.get("maximum").asLong(Money.MOST);
        if (amount < minimum || amount > maximum) {
            throw StripeError.invalid(
                    "custom_amount_invalid",
                    amount < minimum
                            ? "The least is " + Money.plain(minimum, currency) + " " + currency.toUpperCase(Locale.ROOT)
                                    + "."
                            : "The most is " + Money.plain(maximum, currency) + " " + currency.toUpperCase(Locale.ROOT)
                                    + ".",
                    "amount");
        }
        ((ObjectNode) session.at("/_items/0")).put("amount_subtotal", amount);
        Totals.settle(world, session);
        session.put("_chosen", true);
        world.put(session);
        return session;
    }

    /// What was bought needs no payment: the session is complete without an intent.
    public ObjectNode takeFree(World world, ObjectNode session, Buyer buyer) {
        needOpen(session);
        fill(world, session, buyer);
        complete(world, session, "no_payment_required");
        world.events().emit("checkout.session.completed", session);
        return session;
    }

    /// Whether nothing is left to pay.
    public static boolean isFree(ObjectNode session) {
        return session.get("amount_total").asLong() == 0 && !NewSession.isOpenAmount(session);
    }

    /// Tries to pay. The session is complete where the money came or is on its way, open where it did not.
    public Outcome pay(World world, ObjectNode session, Buyer buyer, ObjectNode method) {
        needOpen(session);
        fill(world, session, buyer);
        if (session.get("amount_total").asLong()
                < Money.least(session.get("currency").asText())) {
            throw StripeError.invalid("amount_too_small", "Choose an amount first.", "amount");
        }
        billing(session, method);
        var intent = intent(world, session);
        session.put("payment_intent", intent.get("id").asText());
        world.put(session);
        return after(world, session, payments.attempt(world, intent, method, false));
    }

    /// The buyer comes back from 3-D Secure.
    public Outcome authenticate(World world, ObjectNode intent, boolean passed) {
        var session = world.find("checkout.session", Json.text(intent, "_session"));
        var method = world.get("payment_method", intent.get("payment_method").asText());
        var outcome =
                passed ? payments.attempt(world, intent, method, true) : payments.refuseAuthentication(world, intent);
        return session.map(s -> after(world, s, outcome)).orElse(outcome);
    }

    private Outcome after(World world, ObjectNode session, Outcome outcome) {
        switch (outcome) {
            case Outcome.Paid(ObjectNode intent) -> finish(world, session, isHeld(intent) ? "unpaid" : "paid");
            case Outcome.Pending _ -> finish(world, session, "unpaid");
            case Outcome.NeedsAction _, Outcome.Declined _ -> {}
        }
        return outcome;
    }

    // What is only held on the card is not the shop's yet.
    private static boolean isHeld(ObjectNode intent) {
        return intent.get("status").asText().equals("requires_capture");
    }

    private void finish(World world, ObjectNode session, String paymentStatus) {
        complete(world, session, paymentStatus);
        world.events().emit("checkout.session.completed", session);
    }

    // A delayed payment was decided: the session is told, whether it is remembered or not is the history's affair.
    private void settled(World world, Outcome outcome) {
        world.find("checkout.session", Json.text(outcome.intent(), "_session")).ifPresent(session -> {
            switch (outcome) {
                case Outcome.Paid _ -> {
                    session.put("payment_status", "paid");
                    world.put(session);
                    world.events().emit("checkout.session.async_payment_succeeded", session);
                }
                case Outcome.Declined _ -> world.events().emit("checkout.session.async_payment_failed", session);
                case Outcome.Pending _, Outcome.NeedsAction _ -> {}
            }
        });
    }

    private void complete(World world, ObjectNode session, String paymentStatus) {
        session.put("status", "complete").put("payment_status", paymentStatus).putNull("url");
        if (session.at("/automatic_tax/enabled").asBoolean()) {
            ((ObjectNode) session.get("automatic_tax")).put("status", "complete");
        }
        if (session.at("/consent_collection/terms_of_service").asText().equals("required")) {
            session.putObject("consent").putNull("promotions").put("terms_of_service", "accepted");
        }
        if (session.at("/invoice_creation/enabled").asBoolean()) {
            session.put("invoice", Ids.next("invoice", world.live()));
        }
        if (Json.text(session, "customer_creation").equals("always")
                && session.get("customer").isNull()) {
            rememberCustomer(world, session);
        }
        Discounting.redeem(world, session);
        world.put(session);
    }

    private static void rememberCustomer(World world, ObjectNode session) {
        var details = session.get("customer_details");
        var customer = Json.template("customer");
        customer.put("id", Ids.next("customer", world.live()))
                .put("created", world.clock().seconds())
                .put("livemode", world.live());
        customer.set("email", details.get("email"));
        customer.set("name", details.get("name"));
        customer.set("address", details.get("address"));
        world.put(customer);
        session.put("customer", customer.get("id").asText());
        world.events().emit("customer.created", customer);
    }

    private static void fill(World world, ObjectNode session, Buyer buyer) {
        var details =
                session.get("customer_details") instanceof ObjectNode known ? known : Json.template("customer_details");
        // What the shop or the customer's record says cannot be overwritten on the page.
        boolean settled = !Json.text(details, "email").isEmpty()
                && (session.get("customer_email").isTextual()
                        || session.get("customer").isTextual());
        var email = buyer.email().filter(_ -> !settled).orElseGet(() -> Json.text(details, "email"));
        if (!Customers.isEmail(email)) {
            throw StripeError.invalid("email_invalid", "Your email is incomplete.", "email");
        }
        details.put("email", email);
        buyer.name().ifPresent(name -> details.put("name", name));
        buyer.country().ifPresent(country -> {
            var address = Json.template("address").put("country", country);
            buyer.postalCode().ifPresent(code -> address.put("postal_code", code));
            details.set("address", address);
        });
        session.set("customer_details", details);
        buyer.answers().forEach((key, value) -> CustomFields.answer(session, key, value));
        Totals.settle(world, session);
        world.put(session);
    }

    private static void billing(ObjectNode session, ObjectNode method) {
        var billing = (ObjectNode) method.get("billing_details");
        var details = session.get("customer_details");
        for (String field : List.of("email", "name")) {
            billing.set(field, details.get(field));
        }
        if (details.get("address").isObject()) {
            billing.set("address", details.get("address").deepCopy());
        }
    }

    private static ObjectNode intent(World world, ObjectNode session) {
        var known = world.find("payment_intent", Json.text(session, "payment_intent"));
        var intent = known.orElseGet(
                () -> PaymentIntents.fresh(world, 0, session.get("currency").asText()));
        intent.put("amount", session.get("amount_total").asLong());
        intent.put("_session", session.get("id").asText());
        intent.set("payment_method_types", session.get("payment_method_types"));
        intent.set("customer", session.get("customer"));
        var data = session.path("_intent");
        data.properties().forEach(field -> {
            if (List.of(
                            "capture_method",
                            "description",
                            "metadata",
                            "receipt_email",
                            "setup_future_usage",
                            "shipping",
                            "statement_descriptor",
                            "statement_descriptor_suffix",
                            "transfer_group")
                    .contains(field.getKey())) {
                intent.set(field.getKey(), field.getValue());
            }
        });
        world.put(intent);
        if (known.isEmpty()) {
            world.events().emit("payment_intent.created", intent);
        }
        return intent;
    }

    private static boolean isOpen(ObjectNode session) {
        return session.get("status").asText().equals("open");
    }

    private static void needOpen(ObjectNode session) {
        if (!isOpen(session)) {
            throw StripeError.invalid(
                    "checkout_session_not_open", "This Checkout Session is no longer open.", "session");
        }
    }
}
