package shop.handover.fulfillment.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import shop.handover.fulfillment.mail.Chronicle;
import shop.handover.fulfillment.mail.MailKind;
import shop.handover.fulfillment.mail.Mailbox.Answer;
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
    private final Timer payToMail;
    private volatile Backlog backlog = new Backlog(0, 0, 0, 0);

    MailMeters(MeterRegistry registry, Outbox outbox) {
        this.registry = registry;
        this.outbox = outbox;
        // A counter that is there before its first mail is one whose first mail can be alarmed on.
        for (var kind : MailKind.values()) {
            Arrays.stream(Fate.class.getPermittedSubclasses()).forEach(fate -> counter(kind, fate));
        }
        this.payToMail = Timer.builder("handover.pay.to.mail")
                .description("From the payment to the relay's yes to the buyer's mail")
                .serviceLevelObjectives(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofHours(1))
                .register(registry);
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
    public Uni<Answer> watch(OwedMail mail, Uni<Answer> way) {
        return MailSpan.around(mail, way);
    }

    @Override
    public void note(OwedMail mail, Fate fate) {
        if (mail.kind() == MailKind.CONFIRMATION && fate instanceof Fate.Sent(var at)) {
            payToMail.record(Duration.between(mail.sale().paidAt(), at));
        }
        counter(mail.kind(), fate.getClass()).increment();
    }

    private Counter counter(MailKind kind, Class<?> fate) {
        return registry.counter(
                "handover.mails",
                "kind",
                kind.name().toLowerCase(Locale.ROOT),
                "fate",
                fate.getSimpleName().toLowerCase(Locale.ROOT));
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
