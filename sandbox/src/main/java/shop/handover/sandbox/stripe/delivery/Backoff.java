package shop.handover.sandbox.stripe.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// When a refused delivery is tried again: ever longer waits for three days, as Stripe does in live mode. Stripe
/// publishes no table; these waits are ours. The clock they run on can be sped up.
///
/// @see <a href="https://docs.stripe.com/webhooks#retries">Stripe: retries</a>
public final class Backoff {

    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(12),
            Duration.ofHours(12),
            Duration.ofHours(12),
            Duration.ofHours(12));

    private volatile double speed;
    private volatile int most = WAITS.size();

    public Backoff(double speed) {
        setSpeed(speed);
    }

    public double speed() {
        return speed;
    }

    /// @param times how much faster than Stripe; 1 is Stripe's own pace
    public void setSpeed(double times) {
        if (!(times >= 1 && times <= 1_000_000)) {
            throw new IllegalArgumentException("the speed of retries lies between 1 and 1000000: " + times);
        }
        speed = times;
    }

    /// How often a refused delivery is tried again before it is given up.
    public int most() {
        return most;
    }

    /// Stripe's test mode gives up after three retries.
    public void setMost(int retries) {
        if (retries < 0 || retries > WAITS.size()) {
            throw new IllegalArgumentException("retries lie between 0 and " + WAITS.size() + ": " + retries);
        }
        most = retries;
    }

    /// The wait after so many attempts, on the machine's clock; empty where Stripe gives up.
    Optional<Duration> after(int attempts) {
        return attempts > most
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (WAITS.get(attempts - 1).toMillis() / speed)));
    }
}
