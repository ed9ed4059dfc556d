package shop.handover.fulfillment.mail;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import shop.handover.fulfillment.mail.Courier.Habits;
import shop.handover.fulfillment.mail.Mailbox.Answer;
import shop.handover.fulfillment.mail.Notices.OwedNotice;
import shop.handover.fulfillment.mail.Outbox.Fate;

/// Carries the mails that belong to no purchase, one after the other: there are few. Sends first and marks
/// second, as the courier does.
@ApplicationScoped
public class NoticeCourier {

    private static final Logger LOG = Logger.getLogger(NoticeCourier.class);

    private final Notices notices;
    private final Letters letters;
    private final Mailbox mailbox;
    private final Habits habits;
    private final Clock clock;

    NoticeCourier(Notices notices, Letters letters, Mailbox mailbox, Habits habits, Clock clock) {
        this.notices = notices;
        this.letters = letters;
        this.mailbox = mailbox;
        this.habits = habits;
        this.clock = clock;
    }

    /// Works until nothing is due.
    public Uni<Void> work() {
        return Uni.createFrom()
                .deferred(this::carryOne)
                .repeat()
                .until(carried -> !carried)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> carryOne() {
        return notices.lease(habits.lease())
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(false)
                        : carry(found.get()).replaceWith(true));
    }

    private Uni<Void> carry(OwedNotice owed) {
        return fate(owed)
                .invoke(fate -> LOG.infof(
                        "mail %s %s", owed.notice().template(), fate.getClass().getSimpleName()))
                .chain(fate -> notices.mark(owed, fate));
    }

    private Uni<Fate> fate(OwedNotice owed) {
        try {
            return mailbox.post(letters.write(owed.notice(), owed.key())).map(answer -> fate(owed, answer));
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(new Fate.Failed(e.getMessage()));
        }
    }

    // A relay that fell silent may have it; one more is better than none, since nobody else tells the owner.
    private Fate fate(OwedNotice owed, Answer answer) {
        return switch (answer) {
            case Answer.Accepted() -> new Fate.Sent(clock.instant());
            case Answer.Refused(var why) -> new Fate.Failed(why);
            case Answer.NotNow(var why) -> again(owed, why);
            case Answer.Silence _ -> again(owed, "the relay fell silent");
        };
    }

    private Fate again(OwedNotice owed, String why) {
        return habits.backoff()
                .next(owed.attempts(), owed.owedAt(), clock.instant(), ThreadLocalRandom.current())
                .map(at -> (Fate) new Fate.Again(at, why))
                .orElseGet(() -> new Fate.Failed("given up: " + why));
    }
}
