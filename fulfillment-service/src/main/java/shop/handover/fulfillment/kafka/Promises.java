package shop.handover.fulfillment.kafka;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerConfig;

/// Refuses to start where what we say could be lost with one broker. SmallRye's own default is `acks=1`, which also
/// turns idempotence off; whoever overrides ours hears of it before the first dead letter does.
@ApplicationScoped
class Promises {

    private static final List<String> CHANNELS = List.of("stripe-events-dead", "purchases");

    void keep(@Observes StartupEvent started, KafkaClientService kafka) {
        CHANNELS.forEach(channel -> {
            var producer = kafka.getProducer(channel);
            if (producer != null) {
                require(channel, new ProducerConfig(new HashMap<String, Object>(producer.configuration())));
            }
        });
    }

    static void require(String channel, ProducerConfig settings) {
        var acks = settings.getString(ProducerConfig.ACKS_CONFIG);
        if (!acks.equals("all") && !acks.equals("-1")) {
            throw new IllegalStateException("mp.messaging.outgoing." + channel + ".acks must be all, not " + acks);
        }
        if (!settings.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)) {
            throw new IllegalStateException("mp.messaging.outgoing." + channel + ".enable.idempotence must be true");
        }
    }
}
