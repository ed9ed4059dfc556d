package shop.handover.download.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import shop.handover.kit.event.Topic;

/// Reads topic `purchases` from its beginning, all partitions, and goes on following it: every replica has the whole
/// table. Ready once it has heard all that was there when it began; a broker that goes away later leaves it ready.
@Readiness
@ApplicationScoped
class PurchasesFollower implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(PurchasesFollower.class);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final PurchaseTable table;
    private final Map<String, Object> broker;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean caughtUp;
    private volatile Consumer<String, byte[]> consumer;

    PurchasesFollower(PurchaseTable table, @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.table = table;
        this.broker = broker;
    }

    void start(@Observes StartupEvent started) {
        Thread.ofPlatform().name("purchases").daemon().start(this::follow);
    }

    void stop(@Observes ShutdownEvent ended) {
        stopped.countDown();
        var running = consumer;
        if (running != null) {
            running.wakeup();
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("purchases known").status(caughtUp).build();
    }

    private void follow() {
        while (!isStopped(Duration.ZERO)) {
            try (var opened = new KafkaConsumer<String, byte[]>(settings())) {
                consumer = opened;
                listen(opened);
            } catch (WakeupException e) {
                LOG.debug("no longer following topic purchases");
            } catch (KafkaException e) {
                LOG.warnf("topic purchases cannot be followed right now: %s", e);
                isStopped(A_MOMENT);
            }
        }
    }

    private void listen(Consumer<String, byte[]> following) {
        var partitions = partitions(following);
        if (partitions.isEmpty()) {
            isStopped(A_MOMENT);
            return;
        }
        following.assign(partitions);
        following.seekToBeginning(partitions);
        var ends = following.endOffsets(partitions);
        while (!isStopped(Duration.ZERO)) {
            following.poll(A_MOMENT).forEach(record -> table.hear(record.key(), record.value()));
            caughtUp = caughtUp
                    || ends.entrySet().stream().allMatch(end -> following.position(end.getKey()) >= end.getValue());
        }
    }

    private static List<TopicPartition> partitions(Consumer<String, byte[]> following) {
        return following.partitionsFor(Topic.PURCHASES.title()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private boolean isStopped(Duration wait) {
        try {
            return stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    // No group: nobody shares the table, and nothing is committed.
    private Map<String, Object> settings() {
        var settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        return settings;
    }
}
