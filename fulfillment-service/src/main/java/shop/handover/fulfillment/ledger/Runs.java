package shop.handover.fulfillment.ledger;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/// The diary of the ledger: shared by all replicas and commands, so that one look serves them all.
public interface Runs {

    /// When it was looked at last.
    Uni<Memory> memory();

    /// What the last look that ended came to; without its findings.
    Uni<Optional<Result>> last();

    /// Notes that a look begins.
    ///
    /// @return its number
    Uni<Long> begin(Span span, Instant now);

    /// Notes that it ended, and forgets those of three months ago.
    Uni<Void> end(long run, Result result);

    /// Notes why it did not end.
    Uni<Void> fail(long run, String trouble);

    /// The beginnings of the last looks.
    ///
    /// @param began of any
    /// @param good of one that ended
    /// @param whole of one that ended and went back as far as Stripe does
    record Memory(Optional<Instant> began, Optional<Instant> good, Optional<Instant> whole) {}
}
