package shop.handover.fulfillment.mail;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// The mails that belong to no purchase.
public interface Notices {

    /// Owes the owner the news of a withdrawal that fits no purchase, and whoever declared it an answer. Nothing
    /// happens where the request was heard before; the answer is left out where the address is none, had one
    /// lately, or too many were owed lately: anybody can type anybody's address.
    ///
    /// @return how many mails are owed now and were not before
    Uni<Integer> owe(Declaration declared, String locale, String requestId);

    /// Owes the owner a summary of the day, unless the day had one or nothing needs him. However many replicas ask,
    /// the first one decides for the day.
    ///
    /// @param deadLetters events put aside as unreadable in the last day
    /// @return whether it is owed now and was not before
    Uni<Boolean> summarise(LocalDate day, Instant now, long deadLetters);

    /// Whether the day was summarised, or found to need no summary.
    Uni<Boolean> summarised(LocalDate day);

    /// Takes the notice that has been due the longest, for the time of a lease; empty where none is due.
    Uni<Optional<OwedNotice>> lease(Duration lease);

    /// Notes what became of it.
    Uni<Void> mark(OwedNotice notice, Outbox.Fate fate);

    /// A notice that is ours to send for the time of a lease.
    ///
    /// @param key tells it from others of its kind
    /// @param attempts this one included, counted from 1
    record OwedNotice(long id, String key, int attempts, Instant owedAt, Notice notice) {}
}
