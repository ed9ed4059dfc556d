package shop.handover.fulfillment.mail;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import shop.handover.fulfillment.purchase.Sale;
import shop.handover.kit.stripe.CheckoutId;

/// What was to be sold where a delayed payment failed. We keep nothing of it but the checkout's id.
public interface FailedPayments {

    /// What was to be sold to whom; empty where it was paid after all, or is not ours. Fails where Stripe is away: that
    /// will pass.
    Uni<Optional<Sale>> look(CheckoutId checkout);
}
