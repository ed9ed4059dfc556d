package shop.handover.fulfillment.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When to try again, and when no more.
///
/// @param waits after the first try, the second, …; the last one repeats
/// @param giveUp counted from when the mail was owed
public record Backoff(List<Duration> waits, Duration giveUp) {

    /// Refuses an empty list of waits.
    public Backoff {
        if (waits.isEmpty()) {
            throw new IllegalArgumentException("a backoff needs at least one wait");
        }
        waits = List.copyOf(waits);
    }

    /// The next try, up to a fifth later than its wait so that a relay's outage does not end in a stampede; empty where
    /// it would be too late.
    public Optional<Instant> next(int attempts, Instant owedAt, Instant now, RandomGenerator dice) {
        var wait = waits.get(Math.min(attempts, waits.size()) - 1);
        var jitter = (long) (wait.toMillis() * 0.2 * dice.nextDouble());
        var next = now.plus(wait).plusMillis(jitter);
        return next.isAfter(owedAt.plus(giveUp)) ? Optional.empty() : Optional.of(next);
    }
}
