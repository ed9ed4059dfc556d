package shop.handover.fulfillment.mail;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import shop.handover.fulfillment.mail.Mailbox.Answer;
import shop.handover.fulfillment.mail.Outbox.Fate;

/// Carries owed mails to the relay. Each mail is leased, sent outside any transaction, and marked; a slow relay holds
/// up one mail, not the others.
///
/// Sends first and marks second: a crash between the two mails twice, the other order would mail never.
@ApplicationScoped
public class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final Duration FIRST_MARK_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_MARK_WAIT = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Letters letters;
    private final Mailbox mailbox;
    private final FailedPayments failedPayments;
    private final Habits habits;
    private final Rush rush;
    private final Chronicle chronicle;
    private final Clock clock;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean leaving;

    /// How the courier works.
    ///
    /// @param hands mails under way at once
    /// @param lease a mark is tried again for no longer than this: by then the mail may be another's
    /// @param doubt when a mail without an answer is sent once more
    public record Habits(int hands, Duration lease, Duration doubt, Backoff backoff) {}

    Courier(
            Outbox outbox,
            Letters letters,
            Mailbox mailbox,
            FailedPayments failedPayments,
            Habits habits,
            Rush rush,
            Chronicle chronicle,
            Clock clock) {
        this.outbox = outbox;
        this.failedPayments = failedPayments;
        this.rush = rush;
        this.letters = letters;
        this.mailbox = mailbox;
        this.habits = habits;
        this.chronicle = chronicle;
        this.clock = clock;
    }

    /// Works until nothing is due. To be called whenever something may be; callers beyond the number of hands are
    /// sent home, since the others look again after each mail.
    public Uni<Void> work() {
        if (underWay.incrementAndGet() > hands()) {
            underWay.decrementAndGet();
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(this::carryOne)
                .repeat()
                .until(carried -> !carried || leaving || rush.on() && underWay.get() > 1)
                .collect()
                .last()
                .replaceWithVoid()
                .eventually(underWay::decrementAndGet);
    }

    /// Begins no further mail, and ends when none is under way any more: a mail that the process takes with it is in
    /// doubt, and sent once more.
    public Uni<Void> leave() {
        leaving = true;
        return Uni.createFrom()
                .item(underWay::get)
                .onItem()
                .delayIt()
                .by(A_MOMENT)
                .repeat()
                .until(hands -> hands == 0)
                .collect()
                .last()
                .replaceWithVoid();
    }

    // Mails are the dearest part of a sale: all hands at them would slow down the recording by half.
    private int hands() {
        if (leaving) {
            return 0;
        }
        return rush.on() ? 1 : habits.hands();
    }

    private Uni<Boolean> carryOne() {
        return outbox.lease()
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(false)
                        : carry(found.get()).replaceWith(true));
    }

    private Uni<Void> carry(OwedMail mail) {
        return fate(mail).invoke(fate -> note(mail, fate)).chain(fate -> mark(mail, fate));
    }

    private void note(OwedMail mail, Fate fate) {
        chronicle.note(mail, fate);
        LOG.infof(
                "mail %s checkout=%s %s",
                mail.kind(), mail.checkout(), fate.getClass().getSimpleName());
    }

    // A mark that is lost mails twice, so a database that is away for a moment is waited for.
    private Uni<Void> mark(OwedMail mail, Fate fate) {
        return outbox.mark(mail, fate)
                .onFailure()
                .retry()
                .withBackOff(FIRST_MARK_WAIT, LONGEST_MARK_WAIT)
                .expireIn(habits.lease().toMillis());
    }

    private Uni<Fate> fate(OwedMail mail) {
        if (!mail.stillTrue()) {
            return Uni.createFrom().item(new Fate.Withheld());
        }
        return mail.inDoubt() ? callFirst(mail) : carryOut(mail);
    }

    // The second silence is the last, so it must not come from a relay that hangs up before it has greeted: the client
    // of SMTP may tell that as a silence too.
    private Uni<Fate> callFirst(OwedMail mail) {
        return mailbox.greets()
                .chain(greets -> greets ? carryOut(mail) : Uni.createFrom().item(doubtful(mail, false)));
    }

    private Uni<Fate> carryOut(OwedMail mail) {
        return mail.sold().isPresent() ? post(mail) : ask(mail);
    }

    // Nothing is kept of who did not pay, not even where to write to.
    private Uni<Fate> ask(OwedMail mail) {
        return failedPayments
                .look(mail.checkout())
                .chain(found -> found.map(unsold -> post(mail.of(unsold)))
                        .orElseGet(() -> Uni.createFrom().item(new Fate.Withheld())))
                .onFailure()
                .recoverWithItem(trouble -> again(mail, "Stripe: " + trouble.getMessage()));
    }

    private Uni<Fate> post(OwedMail mail) {
        try {
            return chronicle
                    .watch(mail, mailbox.post(letters.write(mail, clock.instant())))
                    .map(answer -> fate(mail, answer));
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(new Fate.Failed(e.getMessage()));
        }
    }

    /// What an answer means for a mail.
    Fate fate(OwedMail mail, Answer answer) {
        return switch (answer) {
            case Answer.Accepted() -> new Fate.Sent(clock.instant());
            case Answer.Refused(var why) -> new Fate.Failed(why);
            case Answer.NotNow(var why) -> again(mail, why);
            case Answer.Silence(var greets) -> doubtful(mail, greets);
        };
    }

    private Fate again(OwedMail mail, String why) {
        return next(mail)
                .map(at -> (Fate) new Fate.Again(at, why))
                .orElseGet(() -> new Fate.Failed("given up: " + why));
    }

    private Optional<java.time.Instant> next(OwedMail mail) {
        return habits.backoff().next(mail.attempts(), mail.owedAt(), clock.instant(), ThreadLocalRandom.current());
    }

    // Heard twice and never answered, it may have arrived twice; a third would be a nuisance. Where the relay does not
    // even greet, none has, and the mail waits as for any relay that is away.
    private Fate doubtful(OwedMail mail, boolean greets) {
        if (!mail.inDoubt()) {
            return new Fate.InDoubt(clock.instant().plus(habits.doubt()), "the relay fell silent");
        }
        return greets
                ? new Fate.Failed("the relay fell silent twice")
                : next(mail)
                        .map(at -> (Fate) new Fate.InDoubt(at, "the relay does not greet"))
                        .orElseGet(() -> new Fate.Failed("given up: the relay does not greet"));
    }
}
