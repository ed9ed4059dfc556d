package shop.handover.fulfillment.purchase;

import io.smallrye.mutiny.Uni;

/// Sends money back. What follows from it is told by Stripe's events, like every other refund.
public interface Refunds {

    /// All that is left of a payment. Safe to repeat: the same payment is sent back once.
    ///
    /// @return the refund's id; fails where Stripe refuses or is away
    Uni<String> refund(String paymentIntent);
}
