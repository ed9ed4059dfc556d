package shop.handover.download.delivery;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import shop.handover.kit.stripe.CheckoutId;

/// Stripe, asked sparingly: an answer is kept for a while, and many who ask at once share one question.
public interface Checkouts {

    /// How the checkout stands. Never fails: trouble is [Told.Away].
    Uni<Told> find(CheckoutId checkout);

    /// The answer that is kept, where there is one; asks nobody and waits for nothing.
    Optional<Told> kept(CheckoutId checkout);

    /// Drops a kept answer: something has changed, the next caller must hear of it.
    void forget(CheckoutId checkout);
}
