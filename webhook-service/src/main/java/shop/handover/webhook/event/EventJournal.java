package shop.handover.webhook.event;

import io.smallrye.mutiny.Uni;
import shop.handover.kit.event.StripeEventRecord;

/// Where events are kept until they are acted on.
public interface EventJournal {

    /// Completes once the record would survive the loss of this process and of any one broker; fails where that cannot
    /// be said. A failed append may still have happened: consumers tolerate repeats.
    Uni<Void> append(StripeEventRecord event);
}
