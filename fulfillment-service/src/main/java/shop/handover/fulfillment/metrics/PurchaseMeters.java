package shop.handover.fulfillment.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import shop.handover.fulfillment.purchase.Register;
import shop.handover.fulfillment.tell.UntoldStates;
import shop.handover.fulfillment.tell.UntoldStates.Backlog;

/// Purchases in figures: `handover_purchases_held`, and of topic `purchases` `handover_states_untold` and
/// `handover_states_oldest_untold_seconds`: while it grows, a refund is not felt by download-service.
@Singleton
class PurchaseMeters {

    private final Register register;
    private final UntoldStates untold;
    private volatile Backlog backlog = new Backlog(0, 0);
    private volatile long held;

    PurchaseMeters(MeterRegistry registry, Register register, UntoldStates untold) {
        this.register = register;
        this.untold = untold;
        Gauge.builder("handover.purchases.held", () -> held)
                .description("Purchases that wait for a person")
                .register(registry);
        Gauge.builder("handover.states.untold", () -> backlog.states())
                .description("Changed purchases that topic purchases does not know of yet")
                .register(registry);
        Gauge.builder("handover.states.oldest.untold", () -> backlog.oldestSeconds())
                .description("How long the oldest of them has been waiting")
                .baseUnit("seconds")
                .register(registry);
    }

    // While the database is away the last known figures stand.
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return untold.backlog()
                .invoke(found -> backlog = found)
                .chain(register::held)
                .invoke(found -> held = found)
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }
}
