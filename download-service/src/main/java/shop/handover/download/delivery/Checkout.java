package shop.handover.download.delivery;

import java.time.Instant;
import java.util.Optional;
import shop.handover.kit.entitlement.Standing;
import shop.handover.kit.money.Money;
import shop.handover.kit.stripe.CheckoutId;

/// One of our checkouts as Stripe tells it now, reduced to what a page or a download depends on. Foreign ones never
/// become one of these.
///
/// @param product the slug it was sold under, perhaps an alias by now
/// @param nonce what the return ticket of its buyer repeats
/// @param traceparent of the checkout it began with; empty where unknown
/// @param email where the links are mailed to; known once the buyer has typed it
public record Checkout(
        CheckoutId id,
        String product,
        String nonce,
        Standing standing,
        Bill bill,
        Optional<String> email,
        String traceparent) {

    /// What was agreed on, and when.
    ///
    /// @param tax part of `total`; zero where none was charged
    /// @param openedAt when the buyer was sent to Stripe
    /// @param chargedAt when the payment was made; absent for open and for free ones
    public record Bill(Money total, Money tax, Instant openedAt, Optional<Instant> chargedAt) {}

    /// Keeps the address out of logs.
    @Override
    public String toString() {
        return "Checkout[" + id + ", " + product + ", " + standing + "]";
    }
}
