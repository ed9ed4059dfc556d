package shop.handover.sandbox.stripe.payment;

import java.time.Duration;

/// Does something after a while; the runnable form waits on a timer, a test's may not wait at all.
@FunctionalInterface
public interface Later {
    void in(Duration delay, Runnable task);
}
