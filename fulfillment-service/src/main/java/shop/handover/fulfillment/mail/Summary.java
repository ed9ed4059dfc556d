package shop.handover.fulfillment.mail;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/// Once a day, at the hour the shop chose, looks whether anything needs the owner, and mails him if so.
@ApplicationScoped
public class Summary {

    private final Notices notices;
    private final DeadLetterCount deadLetters;
    private final When when;
    private final Clock clock;

    /// When a day is summarised.
    ///
    /// @param from the time of day, in the shop's time; empty: never
    public record When(Optional<LocalTime> from) {}

    /// How many events were put aside as unreadable.
    public interface DeadLetterCount {

        /// @param since counted from there
        Uni<Long> since(java.time.Instant since);
    }

    Summary(Notices notices, DeadLetterCount deadLetters, When when, Clock clock) {
        this.notices = notices;
        this.deadLetters = deadLetters;
        this.when = when;
        this.clock = clock;
    }

    /// Summarises today, if it is time and nobody has. Safe to repeat.
    ///
    /// @return whether a mail is owed now
    public Uni<Boolean> summariseWhenDue() {
        var now = ZonedDateTime.now(clock);
        if (when.from().isEmpty() || now.toLocalTime().isBefore(when.from().get())) {
            return Uni.createFrom().item(false);
        }
        return notices.summarised(now.toLocalDate())
                .chain(done -> done ? Uni.createFrom().item(false) : summarise(now));
    }

    // A broker that does not answer leaves the day open: the next look finds it again.
    private Uni<Boolean> summarise(ZonedDateTime now) {
        return deadLetters
                .since(now.minusDays(1).toInstant())
                .chain(count -> notices.summarise(now.toLocalDate(), now.toInstant(), count));
    }
}
