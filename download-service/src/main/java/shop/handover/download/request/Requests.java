package shop.handover.download.request;

import io.smallrye.mutiny.Uni;
import shop.handover.kit.event.BuyerRequest;

/// Where buyers' requests are kept until fulfillment answers them by mail.
public interface Requests {

    /// Completes once the request is safe; fails where it is not.
    Uni<Void> keep(BuyerRequest request);
}
