package shop.handover.checkout.sale;

import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.stripe.CheckoutId;

/// What became of a wish. Closed: a new case breaks every `switch` that forgot it.
public sealed interface CheckoutStart {

    /// The buyer may go on to Stripe.
    ///
    /// @param url Stripe's page for exactly this checkout
    record Opened(CheckoutId id, String slug, String url) implements CheckoutStart {}

    /// The buyer must be asked first, on our product page.
    record ConsentAsked(String slug, CurrencyCode currency) implements CheckoutStart {}

    /// It cannot be.
    record Refused(Refusal why) implements CheckoutStart {}

    /// It cannot be now: the price is not at Stripe yet.
    record NotYet(String slug) implements CheckoutStart {}
}
