package shop.handover.download.visit;

import java.time.Duration;

/// What becomes of a buyer at the door.
public sealed interface Welcomed {

    /// Come in.
    record In(Visit visit) implements Welcomed {}

    /// Not the address we sent anyone to. Found without asking Stripe, or told by the session's own nonce.
    record Incomplete() implements Welcomed {}

    /// The hour is over; the mailed link serves.
    record Over() implements Welcomed {}

    /// Stripe knows no such checkout of ours.
    record Foreign() implements Welcomed {}

    /// Stripe cannot be asked right now.
    record Away(Duration retryAfter) implements Welcomed {}
}
