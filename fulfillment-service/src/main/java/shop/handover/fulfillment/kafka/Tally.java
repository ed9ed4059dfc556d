package shop.handover.fulfillment.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import shop.handover.fulfillment.purchase.RecordPayments.Outcome;

/// Counts what became of the events: `handover_events_total{outcome=…}` and `handover_purchases_total`.
@Startup
@ApplicationScoped
class Tally {

    private final Counter heard;
    private final Counter duplicates;
    private final Counter foreign;
    private final Counter dead;
    private final Counter purchases;

    Tally(MeterRegistry registry) {
        this.heard = events(registry, "recorded");
        this.duplicates = events(registry, "duplicate");
        this.foreign = events(registry, "foreign");
        this.dead = events(registry, "dead");
        this.purchases = Counter.builder("handover.purchases")
                .description("Purchases recorded")
                .register(registry);
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

    private static Counter events(MeterRegistry registry, String outcome) {
        return Counter.builder("handover.events")
                .description("Records of topic stripe-events by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
