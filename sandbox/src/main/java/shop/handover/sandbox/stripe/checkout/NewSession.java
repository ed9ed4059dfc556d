package shop.handover.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.resource.Changes;
import shop.handover.sandbox.stripe.resource.Customers;
import shop.handover.sandbox.stripe.resource.Money;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Json;

/// Makes a session in `payment` mode. Longer than a screen: it is where Stripe's many options meet.
///
/// @see <a href="https://docs.stripe.com/api/checkout/sessions/create">Stripe: create a session</a>
final class NewSession {

    private static final long HALF_AN_HOUR = Duration.ofMinutes(30).toSeconds();
    private static final long A_DAY = Duration.ofHours(24).toSeconds();
    // What follows the `#` of Stripe's own addresses; only its page reads it.
    private static final String FRAGMENT = "#fidnandhYHdWcXxpYCc%2FJ2FgY2RwaXEn";

    private final String base;

    NewSession(String base) {
        this.base = base;
    }

    ObjectNode create(Call call) {
        var params = call.params();
        checkMode(params);
        checkUrls(params);
        exclusive(params, "allow_promotion_codes", "discounts");
        exclusive(params, "customer", "customer_email");
        exclusive(params, "customer", "customer_creation");
        var session = call.fresh("checkout.session");
        var items = LineItems.from(call, params);
        session.put("currency", items.get(0).get("currency").asText());
        session.set("_items", items);
        openAmountAlone(params, session);
        Changes.copy(
                params,
                session,
                "allow_promotion_codes",
                "billing_address_collection",
                "cancel_url",
                "client_reference_id",
                "customer_creation",
                "integration_identifier",
                "locale",
                "mode",
                "origin_context",
                "payment_method_collection",
                "submit_type",
                "success_url",
                "wallet_options");
        times(params, session);
        echo(params, session);
        customer(call, session);
        methods(params, session);
        Changes.metadata(params, session);
        intentData(params, session);
        Totals.settle(call.world(), session);
        discounts(call, session);
        checkAmount(session);
        session.put("url", base + "/c/pay/" + session.get("id").asText() + FRAGMENT);
        call.world().put(session);
        return session;
    }

    private static void checkMode(Params params) {
        var mode = params.need("mode");
        if (!mode.equals("payment")) {
            throw StripeError.invalid(
                    "This sandbox plays Checkout Sessions in `payment` mode only; `" + mode + "` was asked for.",
                    "mode");
        }
        params.text("ui_mode")
                .filter(ui -> !List.of("hosted_page", "hosted").contains(ui))
                .ifPresent(ui -> {
                    throw StripeError.invalid(
                            "This sandbox plays the hosted page only; `" + ui + "` was asked for.", "ui_mode");
                });
    }

    private static void checkUrls(Params params) {
        if (!params.has("success_url")) {
            throw StripeError.missing("success_url");
        }
        for (String name : List.of("success_url", "cancel_url")) {
            params.text(name).filter(url -> !isUrl(url)).ifPresent(url -> {
                throw StripeError.invalid("url_invalid", "Not a valid URL", name);
            });
        }
    }

    private static boolean isUrl(String url) {
        try {
            var uri = URI.create(url.replace("{CHECKOUT_SESSION_ID}", "cs"));
            return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void exclusive(Params params, String one, String other) {
        if (params.has(one) && params.has(other)) {
            throw StripeError.invalid("You may only specify one of these parameters: " + one + ", " + other + ".", one);
        }
    }

    // A buyer who chooses the price gets no discount on it.
    private static void openAmountAlone(Params params, ObjectNode session) {
        if (!isOpenAmount(session)) {
            return;
        }
        if (!params.list("discounts").isEmpty()) {
            throw StripeError.invalid(
                    "Discounts cannot be used with prices that have a `custom_unit_amount`.", "discounts");
        }
        if (params.is("allow_promotion_codes")) {
            throw StripeError.invalid(
                    "Promotion codes cannot be used with prices that have a `custom_unit_amount`.",
                    "allow_promotion_codes");
        }
    }

    private static void times(Params params, ObjectNode session) {
        long created = session.get("created").asLong();
        long expires = params.number("expires_at").orElse(created + A_DAY);
        if (expires < created + HALF_AN_HOUR) {
            throw StripeError.invalid(
                    "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
                    "expires_at");
        }
        if (expires > created + A_DAY) {
            throw StripeError.invalid(
                    "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
                    "expires_at");
        }
        session.put("expires_at", expires);
    }

    private void echo(Params params, ObjectNode session) {
        if (params.has("adaptive_pricing")) {
            ((ObjectNode) session.get("adaptive_pricing"))
                    .put("enabled", params.part("adaptive_pricing").is("enabled"));
        }
        if (params.part("automatic_tax").is("enabled")) {
            var tax = (ObjectNode) session.get("automatic_tax");
            tax.put("enabled", true).put("provider", "stripe").put("status", "requires_location_inputs");
            tax.putObject("liability").put("type", "self");
        }
        if (params.part("after_expiration").has("recovery")) {
            var asked = params.part("after_expiration").part("recovery");
            session.putObject("after_expiration")
                    .putObject("recovery")
                    .put("allow_promotion_codes", asked.is("allow_promotion_codes"))
                    .put("enabled", asked.is("enabled"))
                    .putNull("expires_at")
                    .putNull("url");
        }
        if (params.has("consent_collection")) {
            var consent = session.putObject("consent_collection");
            consent.putNull("payment_method_reuse_agreement")
                    .putNull("promotions")
                    .putNull("terms_of_service");
            Changes.copy(
                    params.part("consent_collection"),
                    consent,
                    "payment_method_reuse_agreement",
                    "promotions",
                    "terms_of_service");
        }
        if (params.part("invoice_creation").has("enabled")) {
            var invoice = (ObjectNode) session.get("invoice_creation");
            invoice.put("enabled", params.part("invoice_creation").is("enabled"));
            Changes.copy(
                    params.part("invoice_creation").part("invoice_data"),
                    (ObjectNode) invoice.get("invoice_data"),
                    "account_tax_ids",
                    "custom_fields",
                    "description",
                    "footer",
                    "metadata");
        }
        if (params.part("phone_number_collection").is("enabled")) {
            ((ObjectNode) session.get("phone_number_collection")).put("enabled", true);
        }
        if (params.has("tax_id_collection")) {
            session.putObject("tax_id_collection")
                    .put("enabled", params.part("tax_id_collection").is("enabled"))
                    .put(
                            "required",
                            params.part("tax_id_collection").text("required").orElse("never"));
        }
        Changes.copy(
                params.part("branding_settings"),
                (ObjectNode) session.get("branding_settings"),
                "background_color",
                "border_style",
                "button_color",
                "display_name",
                "font_family");
        var texts = (ObjectNode) session.get("custom_text");
        Changes.copy(
                params.part("custom_text"),
                texts,
                "after_submit",
                "shipping_address",
                "submit",
                "terms_of_service_acceptance");
        CustomFields.into(params, session);
    }

    private static void customer(Call call, ObjectNode session) {
        call.params().text("customer_email").ifPresent(email -> {
            if (!Customers.isEmail(email)) {
                throw StripeError.invalid("email_invalid", "Invalid email address: " + email, "customer_email");
            }
            session.put("customer_email", email);
            session.set("customer_details", Json.template("customer_details").put("email", email));
        });
        call.params().text("customer").ifPresent(id -> {
            var customer = call.given("customer", "customer", id, "customer");
            session.put("customer", id).putNull("customer_creation");
            var details = Json.template("customer_details");
            details.set("email", customer.get("email"));
            session.set("customer_details", details);
            session.putObject("saved_payment_method_options")
                    .put("payment_method_remove", "disabled")
                    .putNull("payment_method_save")
                    .putArray("allow_redisplay_filters")
                    .add("always");
        });
    }

    private static void methods(Params params, ObjectNode session) {
        var types = session.putArray("payment_method_types");
        var asked = params.texts("payment_method_types");
        if (!asked.isEmpty()) {
            asked.forEach(types::add);
            return;
        }
        Changes.copy(params, session, "allowed_payment_method_types", "excluded_payment_method_types");
        dynamic(params, session.get("currency").asText()).forEach(types::add);
        if (types.isEmpty()) {
            throw StripeError.invalid(
                    "No valid payment method types for this Checkout Session. Please ensure that you have activated payment methods compatible with "
                            + "your chosen currency in your dashboard (https://dashboard.stripe.com/settings/payment_methods) or specify "
                            + "payment_method_types.");
        }
        var configuration = session.putObject("payment_method_configuration_details");
        configuration.put("id", "pmc_1Sandbox000000000000000").putNull("parent");
    }

    // What the account has that suits the currency, less what is excluded or not among what is allowed.
    private static List<String> dynamic(Params params, String currency) {
        var allowed = params.texts("allowed_payment_method_types");
        var excluded = params.texts("excluded_payment_method_types");
        return (currency.equals("eur") ? List.of("card", "sepa_debit") : List.of("card"))
                .stream()
                        .filter(type -> !excluded.contains(type))
                        .filter(type -> allowed.isEmpty() || allowed.contains(type))
                        .toList();
    }

    // Stripe keeps these for the payment intent and does not show them on the session.
    static void intentData(Params params, ObjectNode session) {
        if (params.has("payment_intent_data")) {
            session.withObject("/_intent")
                    .setAll((ObjectNode) Json.of(params.values().get("payment_intent_data")));
        }
    }

    private static void discounts(Call call, ObjectNode session) {
        var asked = call.params().parts("discounts").toList();
        if (asked.size() > 1) {
            throw StripeError.invalid("You may only specify one discount.", "discounts");
        }
        if (asked.isEmpty()) {
            return;
        }
        var discount = asked.getFirst();
        var shown = session.putArray("discounts").addObject().putNull("coupon").putNull("promotion_code");
        discount.text("coupon").ifPresent(id -> {
            Discounting.checkCoupon(call.world(), session, call.given("coupon", "coupon", id, discount.path("coupon")));
            shown.put("coupon", id);
        });
        discount.text("promotion_code").ifPresent(id -> {
            Discounting.checkPromotion(
                    call.world(),
                    session,
                    call.given("promotion_code", "promotion code", id, discount.path("promotion_code")));
            shown.put("promotion_code", id);
        });
        Totals.settle(call.world(), session);
    }

    static boolean isOpenAmount(ObjectNode session) {
        return session.at("/_items/0/price/custom_unit_amount").isObject();
    }

    static void checkAmount(ObjectNode session) {
        long total = session.get("amount_total").asLong();
        var currency = session.get("currency").asText();
        if (total == 0 && !isOpenAmount(session)) {
            session.put("payment_status", "no_payment_required");
        }
        if (total > Money.MOST) {
            throw StripeError.invalid(
                    "amount_too_large",
                    "The Checkout Session's total amount due must be no more than " + Money.signed(Money.MOST, currency)
                            + ".",
                    "line_items");
        }
        if (total > 0 && total < Money.least(currency)) {
            throw StripeError.invalid(
                    "amount_too_small",
                    "The Checkout Session's total amount due must add up to at least "
                            + Money.told(Money.least(currency), currency),
                    "line_items");
        }
    }
}
