package shop.handover.fulfillment.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import shop.handover.fulfillment.mail.Chronicle;
import shop.handover.fulfillment.mail.Outbox;
import shop.handover.fulfillment.mail.Outbox.Backlog;
import shop.handover.fulfillment.mail.Outbox.Fate;
import shop.handover.fulfillment.mail.OwedMail;

/// Mails in figures: `handover_mails_total{kind, fate}`, `handover_mails_owed`, `handover_mails_in_doubt`,
/// `handover_mails_failed` and `handover_mails_oldest_owed_seconds`; the latter past 900 says that the relay does not
/// take our mail.
@Singleton
class MailMeters implements Chronicle {

    private final MeterRegistry registry;
    private final Outbox outbox;
    private volatile Backlog backlog = new Backlog(0, 0, 0, 0);

    MailMeters(MeterRegistry registry, Outbox outbox) {
        this.registry = registry;
        this.outbox = outbox;
        Gauge.builder("handover.mails.owed", () -> backlog.mails())
                .description("Mails that are owed and not under way to their end")
                .register(registry);
        Gauge.builder("handover.mails.in.doubt", () -> backlog.inDoubt())
                .description("Mails whose relay fell silent; they go out once more")
                .register(registry);
        Gauge.builder("handover.mails.failed", () -> backlog.failed())
                .description("Mails on record that will never go out")
                .register(registry);
        Gauge.builder("handover.mails.oldest.owed", () -> backlog.oldestSeconds())
                .description("How long the oldest owed mail has been waiting")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public void note(OwedMail mail, Fate fate) {
        registry.counter(
                        "handover.mails",
                        "kind",
                        mail.kind().name().toLowerCase(java.util.Locale.ROOT),
                        "fate",
                        fate.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT))
                .increment();
    }

    // While the database is away the last known figures stand.
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return outbox.backlog()
                .invoke(found -> backlog = found)
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }
}
