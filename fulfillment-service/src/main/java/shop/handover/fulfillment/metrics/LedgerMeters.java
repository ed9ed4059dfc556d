package shop.handover.fulfillment.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import shop.handover.fulfillment.ledger.Result;
import shop.handover.fulfillment.ledger.Runs;

/// The last look into the ledger in figures, whoever took it: `handover_ledger_paid`, `…_recorded`, `…_in_flight`,
/// `…_missing`, `…_repaired`, `…_unexplained` and `handover_ledger_age_seconds`; the same as a detail of readiness,
/// which it never takes down. Before the first look the figures are not a number.
@Readiness
@Singleton
public class LedgerMeters implements HealthCheck {

    private final Runs runs;
    private final Clock clock;
    private volatile Optional<Result> last = Optional.empty();

    LedgerMeters(MeterRegistry registry, Runs runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
        gauge(registry, "paid", "Sessions of ours that Stripe holds for paid", Result::paid);
        gauge(registry, "recorded", "Of these, recorded before the ledger was looked into", Result::recorded);
        gauge(registry, "in.flight", "Of these, too young to be missed", Result::inFlight);
        gauge(registry, "missing", "Sessions, refunds and disputes that should have been recorded", Result::missing);
        gauge(registry, "repaired", "Of the missing, recorded now", Result::repaired);
        gauge(registry, "unexplained", "Differences that a person must look at", Result::unexplained);
        Gauge.builder("handover.ledger.age", () -> last.map(this::age).orElse(Double.NaN))
                .description("How long ago the last look into the ledger ended")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("Ledger").up();
        last.ifPresent(result -> answer.withData("paid at Stripe", result.paid())
                .withData("recorded", result.recorded())
                .withData("in flight", result.inFlight())
                .withData("missing", result.missing())
                .withData("repaired", result.repaired())
                .withData("unexplained", result.unexplained())
                .withData("looked at", result.endedAt().toString()));
        return answer.build();
    }

    // While the database is away the last known figures stand, and grow old.
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return runs.last()
                .invoke(found -> last = found)
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    private void gauge(MeterRegistry registry, String name, String meaning, ToLongFunction<Result> figure) {
        Gauge.builder(
                        "handover.ledger." + name,
                        () -> last.map(result -> (double) figure.applyAsLong(result))
                                .orElse(Double.NaN))
                .description(meaning)
                .register(registry);
    }

    private double age(Result result) {
        return Duration.between(result.endedAt(), clock.instant()).toMillis() / 1000.0;
    }
}
