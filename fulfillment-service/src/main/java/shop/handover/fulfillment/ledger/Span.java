package shop.handover.fulfillment.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far back the ledger looks, and what of it was mailed before.
///
/// @param mailed only after the database was restored from a copy: what happened meanwhile was mailed then
public record Span(Reach reach, Instant since, Optional<Mailed> mailed) {

    private static final Duration DAY = Duration.ofHours(24);
    // Stripe keeps events for thirty days, and an hour belongs to the clocks.
    private static final Duration MONTH = Duration.ofDays(30).minusHours(1);

    /// How far.
    public enum Reach {
        /// Since a day ago, or since the last time it went well where that is longer ago.
        DAY,
        /// All that Stripe's list of events holds.
        MONTH
    }

    /// A time whose mails are known to have gone out.
    public record Mailed(Instant since, Instant until) {

        boolean holds(Instant at) {
            return !at.isBefore(since) && at.isBefore(until);
        }
    }

    /// The last day, or what has gone by since the last good look.
    public static Span day(Instant now, Instant lastGood) {
        var since = lastGood.isBefore(now.minus(DAY)) ? lastGood.minus(DAY) : now.minus(DAY);
        return new Span(Reach.DAY, later(since, now.minus(MONTH)), Optional.empty());
    }

    /// All that Stripe still tells.
    public static Span month(Instant now) {
        return new Span(Reach.MONTH, now.minus(MONTH), Optional.empty());
    }

    /// The same, mailing nothing that happened in that time.
    public Span butMailed(Instant from, Instant until) {
        return new Span(reach, since, Optional.of(new Mailed(from, until)));
    }

    /// What is older is no longer on its way.
    ///
    /// @param young what counts as on its way where no database was lost
    Instant settled(Instant young) {
        return mailed.map(known -> later(young, known.until())).orElse(young);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
