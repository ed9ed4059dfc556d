package shop.handover.download.delivery;

import java.time.Instant;
import java.util.Optional;
import shop.handover.kit.entitlement.Entitlement.Reason;
import shop.handover.kit.stripe.CheckoutId;

/// What fulfillment has recorded, as far as it has reached us. It vetoes, and stands in while Stripe is away.
public interface RecordedPurchases {

    /// The last word on a purchase; empty where none has been heard.
    Optional<Recorded> of(CheckoutId checkout);

    /// A purchase as recorded.
    ///
    /// @param product the slug it was sold under
    /// @param refusal why it gives no file; empty where it does
    /// @param since when it came to stand like this
    /// @param paidAt when it was paid, or ordered where it was free
    record Recorded(String product, Optional<Reason> refusal, Instant since, Instant paidAt) {}
}
