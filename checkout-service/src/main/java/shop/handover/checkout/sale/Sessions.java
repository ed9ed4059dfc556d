package shop.handover.checkout.sale;

import io.smallrye.mutiny.Uni;
import shop.handover.kit.stripe.CheckoutId;

/// Where checkouts are opened.
public interface Sessions {

    /// Opens one, or finds the one that the same plan opened before.
    ///
    /// Fails with `StripeUnavailable` where it is worth coming back.
    Uni<Opening> open(SessionPlan plan);

    /// What came of it.
    sealed interface Opening {

        /// @param url of Stripe's payment page
        record Open(CheckoutId id, String url) implements Opening {}

        /// Opened before and paid.
        record Paid(CheckoutId id) implements Opening {}

        /// Opened before and expired.
        record Ended(CheckoutId id) implements Opening {}

        /// The same plan is being opened by another request.
        record Underway() implements Opening {}

        /// Stripe does not take the address.
        record EmailRefused() implements Opening {}

        /// Stripe no longer knows the price; the book is read again.
        record PriceGone() implements Opening {}
    }
}
