package shop.handover.fulfillment.kafka;

import static java.util.stream.Collectors.toMap;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import shop.handover.fulfillment.mail.Summary.DeadLetterCount;

/// Counts the dead letters of a time by their places alone, without reading one. Kafka's clients block, so this
/// happens on a virtual thread.
@ApplicationScoped
class DeadLetterTally implements DeadLetterCount {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> broker;
    private final String topic;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    DeadLetterTally(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "mp.messaging.outgoing.stripe-events-dead.topic") String topic) {
        this.broker = broker;
        this.topic = topic;
    }

    @Override
    public Uni<Long> since(Instant since) {
        return Uni.createFrom().item(() -> count(since)).runSubscriptionOn(threads);
    }

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }

    private long count(Instant since) {
        var settings = new HashMap<>(broker);
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        settings.put("request.timeout.ms", (int) PATIENCE.toMillis() / 2);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            var firsts = consumer.offsetsForTimes(
                    partitions.stream().collect(toMap(partition -> partition, _ -> since.toEpochMilli())));
            var ends = consumer.endOffsets(partitions);
            return partitions.stream()
                    .filter(partition -> firsts.get(partition) != null)
                    .mapToLong(partition ->
                            ends.get(partition) - firsts.get(partition).offset())
                    .sum();
        }
    }
}
