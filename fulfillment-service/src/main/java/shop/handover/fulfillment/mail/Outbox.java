package shop.handover.fulfillment.mail;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/// The mails that are owed.
public interface Outbox {

    /// Takes the mail that has been due the longest, for the time of a lease; empty where none is due. Nobody else gets
    /// it meanwhile, and nobody waits for who takes another.
    Uni<Optional<OwedMail>> lease();

    /// Notes what became of a leased mail.
    Uni<Void> mark(OwedMail mail, Fate fate);

    /// What is still to be done.
    Uni<Backlog> backlog();

    /// @param mails owed, those in doubt included
    /// @param oldestSeconds how long the oldest of them has been waiting; 0 where there is none
    /// @param inDoubt nobody knows whether the relay has them; they go out once more
    /// @param failed given up, all that are on record
    record Backlog(long mails, long oldestSeconds, long inDoubt, long failed) {}

    /// What became of a mail.
    sealed interface Fate {

        /// The relay has it.
        record Sent(Instant at) implements Fate {}

        /// Not yet: again at that time.
        record Again(Instant at, String why) implements Fate {}

        /// Nobody knows whether the relay has it; once more at that time.
        record InDoubt(Instant again, String why) implements Fate {}

        /// It will never go out. The owner hears of it, unless it was to him.
        record Failed(String why) implements Fate {}

        /// What it says stopped being true before it went out; should it become true again, it is owed again.
        record Withheld() implements Fate {}
    }
}
