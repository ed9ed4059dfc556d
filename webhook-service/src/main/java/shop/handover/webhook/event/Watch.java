package shop.handover.webhook.event;

import java.time.Duration;

/// Whoever watches over the door: what is told here can be alarmed on.
public interface Watch {

    /// Stripe signed a call, whether or not it came in time.
    ///
    /// @param secret which of ours it signed with, by its place in the list
    /// @param skew how far our clock is ahead of Stripe's; the way here is part of it
    void signed(int secret, Duration skew);

    /// One more event is on its way into the journal.
    void underWay();

    /// One fewer.
    void arrived();
}
