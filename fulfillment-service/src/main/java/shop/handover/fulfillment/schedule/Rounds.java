package shop.handover.fulfillment.schedule;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import shop.handover.fulfillment.ledger.Reconcile;
import shop.handover.fulfillment.mail.Courier;
import shop.handover.fulfillment.mail.NoticeCourier;
import shop.handover.fulfillment.mail.Summary;
import shop.handover.fulfillment.purchase.Erasure;
import shop.handover.fulfillment.tell.TellStates;

/// Sends the courier and the teller on their way, and has the ledger looked into. A round that fails is followed by
/// another.
@ApplicationScoped
class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    // Longer than any topic that holds the same, so that what is told again is still known.
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Courier courier;
    private final TellStates tellStates;
    private final Reconcile reconcile;
    private final NoticeCourier noticeCourier;
    private final Summary summary;
    private final Erasure erasure;
    private final Clock clock;
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    Rounds(
            Courier courier,
            TellStates tellStates,
            Reconcile reconcile,
            NoticeCourier noticeCourier,
            Summary summary,
            Erasure erasure,
            Clock clock) {
        this.erasure = erasure;
        this.clock = clock;
        this.courier = courier;
        this.noticeCourier = noticeCourier;
        this.summary = summary;
        this.tellStates = tellStates;
        this.reconcile = reconcile;
    }

    @ConsumeEvent(EventBusBell.MAILS)
    Uni<Void> mailsOwed(String nothing) {
        return round("mails", courier::work);
    }

    @ConsumeEvent(EventBusBell.STATES)
    Uni<Void> statesUntold(String nothing) {
        return round("states", tellStates::tell);
    }

    @Scheduled(every = "${handover.fulfillment.mail.look:1s}", concurrentExecution = ConcurrentExecution.PROCEED)
    Uni<Void> lookForMails() {
        return round("mails", courier::work);
    }

    @Scheduled(every = "${handover.fulfillment.mail.look:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> lookForNotices() {
        return round("notices", noticeCourier::work);
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> lookAtTheDay() {
        return round("the summary", () -> summary.summariseWhenDue().replaceWithVoid());
    }

    @Scheduled(every = "${handover.fulfillment.outbox.look:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> lookForStates() {
        return round("states", tellStates::tell);
    }

    @Scheduled(
            every = "${handover.fulfillment.ledger.look:1m}",
            delayed = "${handover.fulfillment.ledger.look:1m}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> lookIntoTheLedger() {
        return round("the ledger", reconcile::reconcileWhenDue);
    }

    @Scheduled(every = "10m", delayed = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tidy() {
        return round("tidying", () -> erasure.tidy(clock.instant().minus(REMEMBERED)));
    }

    // The database or the broker is away: nothing is lost, and the next round finds everything as it was. There is a
    // round each second; the log is told once a minute.
    private Uni<Void> round(String what, Supplier<Uni<? extends Void>> work) {
        return Uni.createFrom()
                .<Void>deferred(work)
                .onFailure()
                .invoke(trouble -> tell(what, trouble))
                .onFailure()
                .recoverWithNull();
    }

    private void tell(String what, Throwable trouble) {
        var now = clock.instant();
        var due = told.merge(what, now, (last, at) -> at.isBefore(last.plus(QUIET)) ? last : at);
        if (due.equals(now)) {
            LOG.warnf("a round of %s ended early: %s", what, trouble);
        }
    }
}
