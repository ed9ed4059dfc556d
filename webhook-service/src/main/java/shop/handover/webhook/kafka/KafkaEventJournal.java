package shop.handover.webhook.kafka;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import shop.handover.kit.event.StripeEventRecord;
import shop.handover.webhook.WebhookConfig;
import shop.handover.webhook.event.EventJournal;

/// Topic `stripe-events` as the journal. What does not fit into the bounded buffer fails at once: Stripe waits better
/// than we do.
@ApplicationScoped
class KafkaEventJournal implements EventJournal {

    private static final int BUFFER = 4096;

    private final MutinyEmitter<byte[]> emitter;
    private final Duration patience;

    KafkaEventJournal(
            @Channel("stripe-events") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    MutinyEmitter<byte[]> emitter,
            WebhookConfig config) {
        this.emitter = emitter;
        this.patience = config.patience();
    }

    // SmallRye's own default is acks=1, which also turns idempotence off: an acknowledged event could be lost with one
    // broker. Whoever overrides ours hears of it before the first event does.
    void refuseWeakSettings(@Observes StartupEvent started, KafkaClientService kafka) {
        var settings = new ProducerConfig(
                new HashMap<String, Object>(kafka.getProducer("stripe-events").configuration()));
        var acks = settings.getString(ProducerConfig.ACKS_CONFIG);
        if (!acks.equals("all") && !acks.equals("-1")) {
            throw new IllegalStateException("mp.messaging.outgoing.stripe-events.acks must be all, not " + acks);
        }
        if (!settings.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)) {
            throw new IllegalStateException("mp.messaging.outgoing.stripe-events.enable.idempotence must be true");
        }
    }

    @Override
    public Uni<Void> append(StripeEventRecord event) {
        return emitter.sendMessage(message(event)).ifNoItem().after(patience).fail();
    }

    private static Message<byte[]> message(StripeEventRecord event) {
        var headers = new RecordHeaders();
        event.headers().forEach(headers::add);
        return Message.of(event.body())
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(event.key())
                        .withHeaders(headers)
                        .build());
    }
}
