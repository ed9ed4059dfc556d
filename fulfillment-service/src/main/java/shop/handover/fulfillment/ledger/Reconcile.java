package shop.handover.fulfillment.ledger;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import shop.handover.fulfillment.purchase.RecordPayments;

/// Holds what Stripe was paid against what we recorded, and records what is missing. Safe to repeat, and from an empty
/// database: then it records all that Stripe still tells. One look at a time, over all replicas and commands.
@ApplicationScoped
public class Reconcile {

    private static final Logger LOG = Logger.getLogger(Reconcile.class);

    private final Account account;
    private final Records records;
    private final RecordPayments recordPayments;
    private final Consumption consumption;
    private final Runs runs;
    private final Habits habits;
    private final Clock clock;

    /// How the ledger works.
    ///
    /// @param every how often it is looked at
    /// @param inFlight what is younger may still be on its way
    public record Habits(Duration every, Duration inFlight) {}

    Reconcile(
            Account account,
            Records records,
            RecordPayments recordPayments,
            Consumption consumption,
            Runs runs,
            Habits habits,
            Clock clock) {
        this.account = account;
        this.records = records;
        this.recordPayments = recordPayments;
        this.consumption = consumption;
        this.runs = runs;
        this.habits = habits;
        this.clock = clock;
    }

    /// Looks now. Empty where somebody else is looking; fails where Stripe or the database is away.
    public Uni<Optional<Result>> reconcile(Span span) {
        return records.alone(() -> look(span));
    }

    /// Looks if it is time to: back a day, and every night as far as Stripe does. What fails waits as long as what
    /// succeeds, so that an outage of Stripe is one line in the log each time.
    public Uni<Void> reconcileWhenDue() {
        return records.alone(() -> runs.memory()
                        .map(memory -> Schedule.due(memory, habits.every(), clock))
                        .chain(due -> due.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : look(due.get()).replaceWithVoid()))
                .replaceWithVoid();
    }

    private Uni<Result> look(Span span) {
        return runs.begin(span, clock.instant())
                .chain(run -> look(span, run).onFailure().call(trouble -> runs.fail(run, trouble.toString())));
    }

    private Uni<Result> look(Span span, long run) {
        return settled(span)
                .map(settled -> new Round(account, records, recordPayments, span, settled))
                .chain(round -> round.payments()
                        .chain(round::changes)
                        .chain(round::strangers)
                        .map(_ -> round.result(clock.instant())))
                .call(result -> runs.end(run, result))
                .invoke(Reconcile::tell);
    }

    // A broker that is away must not stop the repair: what is recorded early is recorded once all the same. After a
    // restore nothing young is on its way any more but what waits on Kafka: the database that knew of it is gone, and
    // left to the next round it would be mailed again.
    private Uni<Instant> settled(Span span) {
        var young = span.settled(clock.instant().minus(habits.inFlight()));
        return consumption
                .waitingSince()
                .onFailure()
                .recoverWithItem(Optional.empty())
                .map(waiting -> waiting.filter(young::isAfter).orElse(young));
    }

    private static void tell(Result result) {
        if (result.missing() > 0) {
            LOG.warnf("ledger: %d missing, %d repaired", result.missing(), result.repaired());
        }
        result.findings().forEach(finding -> LOG.errorf("ledger: unexplained: %s", finding));
    }
}
