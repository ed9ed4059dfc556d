package shop.handover.fulfillment.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import shop.handover.fulfillment.purchase.RecordPayments.Outcome;

/// Counts what became of the events: `handover_events_total{outcome=…}` and `handover_purchases_total`; and how long
/// they take: `handover_events_delay_seconds` from Stripe's call to the commit, and `handover_events_last_age_seconds`
/// since the last one, not a number before the first.
@Startup
@ApplicationScoped
class Tally {

    private static final Duration[] STEPS = Stream.of(50, 100, 250, 500, 1_000, 5_000, 30_000, 60_000, 600_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Counter heard;
    private final Counter duplicates;
    private final Counter foreign;
    private final Counter dead;
    private final Counter purchases;
    private final Counter retries;
    private final Timer delay;
    private final Clock clock;
    private volatile Instant last = Instant.MIN;

    Tally(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.heard = events(registry, "recorded");
        this.duplicates = events(registry, "duplicate");
        this.foreign = events(registry, "foreign");
        this.dead = events(registry, "dead");
        this.purchases = Counter.builder("handover.purchases")
                .description("Purchases recorded")
                .register(registry);
        this.retries = Counter.builder("handover.events.retries")
                .description("Batches that met trouble that will pass and were tried again")
                .register(registry);
        this.delay = Timer.builder("handover.events.delay")
                .description("From Stripe's call to the commit")
                .serviceLevelObjectives(STEPS)
                .register(registry);
        Gauge.builder("handover.events.last.age", this::age)
                .description("How long ago the last event was read from Kafka and dealt with")
                .baseUnit("seconds")
                .register(registry);
    }

    /// An event came all the way.
    ///
    /// @param told when webhook-service took it; the epoch where the record does not say
    void arrived(Instant told) {
        last = clock.instant();
        if (told.isAfter(Instant.EPOCH)) {
            delay.record(Duration.between(told, last));
        }
    }

    /// A batch met trouble and waits for it to pass.
    void waited() {
        retries.increment();
    }

    void add(Outcome outcome, int size) {
        duplicates.increment(outcome.recorded().duplicates());
        foreign.increment(outcome.foreign());
        heard.increment(Math.max(
                0,
                size
                        - outcome.foreign()
                        - outcome.poison().size()
                        - outcome.recorded().duplicates()));
        purchases.increment(outcome.recorded().purchases().size());
    }

    void dead() {
        dead.increment();
    }

    private double age() {
        var then = last;
        return then.equals(Instant.MIN)
                ? Double.NaN
                : Duration.between(then, clock.instant()).toMillis() / 1000.0;
    }

    private static Counter events(MeterRegistry registry, String outcome) {
        return Counter.builder("handover.events")
                .description("Records of topic stripe-events by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
