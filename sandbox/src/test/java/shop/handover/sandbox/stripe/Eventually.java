package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits on a condition, with a bound.
final class Eventually {

    private Eventually() {}

    static void until(Duration bound, BooleanSupplier condition) {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("still not so after " + bound);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
