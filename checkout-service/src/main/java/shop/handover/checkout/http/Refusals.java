package shop.handover.checkout.http;

import java.time.Duration;
import java.util.Optional;
import shop.handover.checkout.sale.Refusal;
import shop.handover.kit.money.Money;
import shop.handover.kit.stripe.StripeUnavailable;
import shop.handover.page.Problem;

/// How each refusal is told over HTTP: one type and status per reason, with the field and the fix.
final class Refusals {

    private Refusals() {}

    /// @param least what the product costs at least, where that is known
    static Problem problem(Refusal why, Optional<Money> least) {
        return why == Refusal.AMOUNT_TOO_LOW && least.isPresent()
                ? of("amount-too-low", 422, why, "amount must be at least " + least.get() + ", or left out")
                : problem(why);
    }

    private static Problem problem(Refusal why) {
        return switch (why) {
            case NOTHING_NAMED -> of("nothing-named", 400, why, "name a product by productSlug or priceId");
            case MALFORMED_EMAIL ->
                of("malformed-email", 400, why, "customerEmail must be one address like you@example.com, or left out");
            case UNKNOWN_PRODUCT -> of("unknown-product", 404, why, "productSlug must be a slug of the catalog");
            case UNKNOWN_PRICE ->
                of(
                        "unknown-product",
                        404,
                        why,
                        "priceId must be the current Stripe price of a product; productSlug is safer");
            case RETIRED_PRODUCT -> of("retired-product", 404, why, "this product is no longer sold");
            case PRICE_OF_ANOTHER_PRODUCT ->
                of("price-of-another-product", 422, why, "priceId must be a current price of productSlug, or left out");
            case UNSUPPORTED_CURRENCY ->
                of("unsupported-currency", 422, why, "currency must be one the product has a price in, or left out");
            case MALFORMED_AMOUNT ->
                of(
                        "malformed-amount",
                        400,
                        why,
                        "amount must be whole units of the currency, for instance 25.00, of eight digits at most");
            case AMOUNT_TOO_LOW ->
                of("amount-too-low", 422, why, "amount must be at least what the product's page says, or left out");
            case PRICE_IN_ANOTHER_CURRENCY ->
                of(
                        "price-in-another-currency",
                        422,
                        why,
                        "currency must be the one of priceId, or one of both left out");
            case ALREADY_PAID ->
                of("already-paid", 409, why, "the checkout of this key is paid; use a new key for a new purchase");
            case ALREADY_ENDED -> of("checkout-ended", 409, why, "the checkout of this key has expired; use a new key");
            case ALREADY_UNDERWAY ->
                of("checkout-underway", 409, why, "the same request is being answered; send it again")
                        .retryAfter(Duration.ofSeconds(1));
        };
    }

    static Problem tooMany(Duration pause) {
        return Problem.of("too-many-requests", 429, "too many checkouts at once; Retry-After says when to come back")
                .retryAfter(pause);
    }

    static Problem notAtStripe() {
        return Problem.of(
                        "stripe-unreachable",
                        503,
                        "the price could not be confirmed with Stripe yet; try again shortly")
                .retryAfter(Duration.ofSeconds(5));
    }

    static Problem unavailable(StripeUnavailable why) {
        return Problem.of("stripe-unreachable", why.reached() ? 502 : 503, "Stripe cannot open a checkout right now")
                .retryAfter(why.retryAfter());
    }

    static Problem refusedByStripe() {
        return Problem.of("stripe-unreachable", 502, "Stripe did not accept our request; the shop has been told")
                .retryAfter(Duration.ofSeconds(30));
    }

    private static Problem of(String type, int status, Refusal why, String detail) {
        return Problem.ofField(type, status, why.field(), detail);
    }
}
