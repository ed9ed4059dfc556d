package shop.handover.download.visit;

import java.time.Instant;
import shop.handover.kit.stripe.CheckoutId;

/// A buyer who has been let in.
///
/// @param since the first visit, to the second
public record Visit(CheckoutId checkout, Instant since) {

    /// Cuts the time to the second.
    public Visit {
        since = Instant.ofEpochSecond(since.getEpochSecond());
    }
}
