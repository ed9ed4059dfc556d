package shop.handover.torture.check;

import java.time.Instant;

/// A time in which some process stood still: what began before it may come long after.
public record Stillness(Instant from, Instant until) {

    boolean touches(Instant begin, Instant end) {
        return !from.isAfter(end) && !until.isBefore(begin);
    }
}
