package shop.handover.fulfillment.kafka;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import shop.handover.fulfillment.purchase.RecordPayments;
import shop.handover.fulfillment.purchase.RecordPayments.Outcome;
import shop.handover.fulfillment.purchase.RecordPayments.Poison;
import shop.handover.kit.event.StripeEventRecord;

/// Hears of payments. The offsets move when the `Uni` completes, so what we crash on is told to us again.
@ApplicationScoped
class StripeEventsConsumer {

    private static final Logger LOG = Logger.getLogger(StripeEventsConsumer.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    // A flood of forged records must not hold up the next sale; the emitter's buffer takes twice as many.
    private static final int AT_ONCE = 64;

    private final RecordPayments recordPayments;
    private final DeadLetters deadLetters;
    private final Tally tally;
    private final BatchTrace trace;
    private final FullBatches fullBatches;

    StripeEventsConsumer(
            RecordPayments recordPayments,
            DeadLetters deadLetters,
            Tally tally,
            BatchTrace trace,
            FullBatches fullBatches) {
        this.fullBatches = fullBatches;
        this.recordPayments = recordPayments;
        this.deadLetters = deadLetters;
        this.tally = tally;
        this.trace = trace;
    }

    // Trouble that will pass (database, Stripe, broker) is waited out here, holding the partitions: a dead letter is
    // for what can never be read. A nacked batch would send its innocent neighbours there too.
    @Incoming("stripe-events")
    Uni<Void> on(ConsumerRecords<String, byte[]> records) {
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        records.forEach(batch::add);
        fullBatches.came(batch.size());
        var told = batch.stream().map(StripeEventsConsumer::read).toList();
        return trace.follow(told, () -> patiently(recordPayments.record(told)))
                .invoke(outcome -> tell(outcome, told))
                .chain(outcome -> bury(batch, outcome.poison()));
    }

    private Uni<Void> bury(List<ConsumerRecord<String, byte[]>> batch, List<Poison> poison) {
        return Multi.createFrom()
                .iterable(poison)
                .onItem()
                .transformToUni(one -> patiently(bury(batch.get(one.index()), one.why())))
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> bury(ConsumerRecord<String, byte[]> told, String why) {
        return deadLetters.keep(told, why).invoke(() -> {
            tally.dead();
            LOG.errorf("dead letter: %s, at %s-%d/%d", why, told.topic(), told.partition(), told.offset());
        });
    }

    private void tell(Outcome outcome, List<StripeEventRecord> batch) {
        tally.add(outcome, batch.size());
        batch.forEach(event -> tally.arrived(event.receivedAt()));
        outcome.recorded().purchases().forEach(checkout -> LOG.infof("purchase recorded checkout=%s", checkout));
        outcome.recorded().changed().forEach(checkout -> LOG.infof("purchase changed checkout=%s", checkout));
    }

    private <T> Uni<T> patiently(Uni<T> work) {
        return work.onFailure()
                .invoke(this::trouble)
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private void trouble(Throwable trouble) {
        tally.waited();
        LOG.warnf("waiting for trouble to pass: %s", trouble);
    }

    private static StripeEventRecord read(ConsumerRecord<String, byte[]> told) {
        Map<String, byte[]> headers = new HashMap<>();
        told.headers().forEach(header -> headers.put(header.key(), header.value()));
        return StripeEventRecord.of(told.key(), headers, told.value());
    }
}
