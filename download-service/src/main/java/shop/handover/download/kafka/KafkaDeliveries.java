package shop.handover.download.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import shop.handover.download.delivery.Deliveries;
import shop.handover.kit.event.FileDelivery;
import shop.handover.kit.event.Topic;

/// Notes on topic `downloads`. They wait in a queue of this process and leave on a thread of its own, so that a broker
/// in trouble delays no download. Lost are: what the queue has no room for (10,000 notes), what the broker does not
/// take within two minutes, and what a killed process still held. The first two are counted.
@Startup
@ApplicationScoped
class KafkaDeliveries implements Deliveries {

    private static final Logger LOG = Logger.getLogger(KafkaDeliveries.class);
    private static final int MOST_WAITING = 10_000;
    private static final int LAST = Integer.MAX_VALUE;
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration AT_THE_END = Duration.ofSeconds(5);

    private final BlockingQueue<FileDelivery> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<String, Object> broker;
    private final ObjectMapper json;
    private final Counter kept;
    private final Counter lost;
    private volatile boolean stopping;
    private Thread sender;

    KafkaDeliveries(
            @Identifier("default-kafka-broker") Map<String, Object> broker, ObjectMapper json, MeterRegistry registry) {
        this.broker = broker;
        this.json = json;
        this.kept = counter(registry, "kept");
        this.lost = counter(registry, "lost");
    }

    @PostConstruct
    void start() {
        sender = Thread.ofPlatform().name("deliveries").daemon().start(this::send);
    }

    // After the requests in flight have ended, whose ends are noted too.
    void stop(@Observes @Priority(LAST) ShutdownEvent ended) {
        stopping = true;
        try {
            sender.join(AT_THE_END.plus(A_MOMENT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void note(FileDelivery delivery) {
        if (!waiting.offer(delivery)) {
            lost.increment();
        }
    }

    private void send() {
        try (var producer = new KafkaProducer<String, byte[]>(settings())) {
            while (!stopping || !waiting.isEmpty()) {
                var next = waiting.poll(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
                if (next != null) {
                    send(next, producer);
                }
            }
            producer.close(AT_THE_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(FileDelivery delivery, Producer<String, byte[]> producer) {
        try {
            var record =
                    new ProducerRecord<>(Topic.DOWNLOADS.title(), delivery.session(), json.writeValueAsBytes(delivery));
            producer.send(record, (_, trouble) -> (trouble == null ? kept : lost).increment());
        } catch (KafkaException e) {
            LOG.debugf("a delivery could not be noted: %s", e.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a delivery is always JSON", e);
        }
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(broker);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L << 20);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        return settings;
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("handover.download.notes")
                .description("Records for topic downloads by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
