package shop.handover.sandbox.stripe.payment;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// What a developer may change about how payments go.
public final class Delays {

    private volatile Duration settlement;
    private final AtomicInteger nextLater = new AtomicInteger();

    public Delays(Duration settlement) {
        this.settlement = settlement;
    }

    /// How long a delayed payment waits before it settles by itself, in the machine's time.
    public Duration settlement() {
        return settlement;
    }

    public void settleAfter(Duration delay) {
        settlement = delay;
    }

    /// The next so many payments that would go through at once are paid later.
    public void payLater(int next) {
        nextLater.set(next);
    }

    public int payingLater() {
        return nextLater.get();
    }

    boolean takeLater() {
        return nextLater.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }
}
