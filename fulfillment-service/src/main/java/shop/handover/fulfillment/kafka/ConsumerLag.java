package shop.handover.fulfillment.kafka;

import static java.util.stream.Collectors.toMap;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import shop.handover.fulfillment.ledger.Consumption;

/// Asks the broker where our group stands. Kafka's clients block, so this happens on a virtual thread.
@ApplicationScoped
class ConsumerLag implements Consumption {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> broker;
    private final String topic;
    private final String group;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ConsumerLag(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "mp.messaging.incoming.stripe-events.topic") String topic,
            @ConfigProperty(name = "mp.messaging.incoming.stripe-events.group.id") String group) {
        this.broker = broker;
        this.topic = topic;
        this.group = group;
    }

    @Override
    public Uni<Optional<Instant>> waitingSince() {
        return Uni.createFrom().item(this::look).runSubscriptionOn(threads);
    }

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }

    private Optional<Instant> look() {
        try (var consumer = new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            return oldest(consumer, behind(consumer, partitions));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not tell where the group stands", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Map<TopicPartition, Long> behind(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        var ends = consumer.endOffsets(partitions);
        var begins = consumer.beginningOffsets(partitions);
        var done = committed();
        return partitions.stream()
                .collect(toMap(p -> p, p -> Math.max(begins.get(p), done.getOrDefault(p, 0L))))
                .entrySet()
                .stream()
                .filter(next -> next.getValue() < ends.get(next.getKey()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(new HashMap<>(settings()))) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getValue() != null)
                    .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
        }
    }

    private static Optional<Instant> oldest(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> behind) {
        consumer.assign(behind.keySet());
        behind.forEach(consumer::seek);
        var found = new HashMap<TopicPartition, Long>();
        for (var tries = 0; tries < 5 && found.size() < behind.size(); tries++) {
            for (ConsumerRecord<String, byte[]> next : consumer.poll(Duration.ofSeconds(1))) {
                found.merge(new TopicPartition(next.topic(), next.partition()), next.timestamp(), Math::min);
            }
        }
        return found.values().stream().min(Long::compare).map(Instant::ofEpochMilli);
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(broker);
        settings.put("enable.auto.commit", "false");
        settings.put("max.poll.records", "100");
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        settings.put("request.timeout.ms", (int) PATIENCE.toMillis() / 2);
        return settings;
    }
}
