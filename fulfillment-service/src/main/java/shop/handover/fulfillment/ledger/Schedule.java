package shop.handover.fulfillment.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import shop.handover.fulfillment.ledger.Runs.Memory;

/// When the ledger is looked at, and how far back. Pure.
final class Schedule {

    // Few buy at three in the morning, by the shop's own clock.
    private static final LocalTime NIGHT = LocalTime.of(3, 0);

    private Schedule() {}

    /// Empty while it is not time yet.
    static Optional<Span> due(Memory memory, Duration every, Clock clock) {
        var now = clock.instant();
        if (memory.began().filter(began -> began.isAfter(now.minus(every))).isPresent()) {
            return Optional.empty();
        }
        var night = lastNight(ZonedDateTime.now(clock));
        return memory.whole().filter(night::isBefore).isPresent()
                ? memory.good().map(good -> Span.day(now, good))
                : Optional.of(Span.month(now));
    }

    private static Instant lastNight(ZonedDateTime now) {
        var today = now.with(NIGHT);
        return (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
    }
}
