package shop.handover.checkout.withdrawal;

import io.smallrye.mutiny.Uni;
import shop.handover.kit.event.BuyerRequest;

/// What buyers ask for, kept until fulfillment has acted on it.
public interface Requests {

    /// Completes once the request would survive the loss of any one machine; fails where that cannot be promised in
    /// time.
    Uni<Void> keep(BuyerRequest request);
}
