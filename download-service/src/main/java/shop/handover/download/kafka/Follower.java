package shop.handover.download.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import shop.handover.kit.event.Topic;

/// Reads a topic from its beginning, all partitions, and goes on following it, on a thread of its own: every replica
/// hears everything. No group: nobody shares the work, and nothing is committed.
final class Follower {

    private static final Logger LOG = Logger.getLogger(Follower.class);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final int SOME_BYTES = 1 << 16;

    private final Topic topic;
    private final BiConsumer<String, byte[]> listener;
    private final Map<String, Object> settings;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean caughtUp;
    private volatile Consumer<String, byte[]> consumer;

    /// @param listener hears key and value of each record, from one thread
    Follower(Topic topic, BiConsumer<String, byte[]> listener, Map<String, Object> broker) {
        this.topic = topic;
        this.listener = listener;
        this.settings = settings(broker);
    }

    /// Lets the broker gather records for so long: what nobody waits for comes in fewer and larger pieces.
    Follower patient(Duration wait) {
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, SOME_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) wait.toMillis());
        return this;
    }

    void start() {
        Thread.ofPlatform().name(topic.title()).daemon().start(this::follow);
    }

    void stop() {
        stopped.countDown();
        var running = consumer;
        if (running != null) {
            running.wakeup();
        }
    }

    /// Whether all was heard that was there when it began.
    boolean caughtUp() {
        return caughtUp;
    }

    private void follow() {
        while (!isStopped(Duration.ZERO)) {
            try (var opened = new KafkaConsumer<String, byte[]>(settings)) {
                consumer = opened;
                listen(opened);
            } catch (WakeupException e) {
                LOG.debugf("no longer following topic %s", topic.title());
            } catch (KafkaException e) {
                LOG.warnf("topic %s cannot be followed right now: %s", topic.title(), e);
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
            following.poll(A_MOMENT).forEach(record -> listener.accept(record.key(), record.value()));
            caughtUp = caughtUp
                    || ends.entrySet().stream().allMatch(end -> following.position(end.getKey()) >= end.getValue());
        }
    }

    private List<TopicPartition> partitions(Consumer<String, byte[]> following) {
        return following.partitionsFor(topic.title()).stream()
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

    private static Map<String, Object> settings(Map<String, Object> broker) {
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
