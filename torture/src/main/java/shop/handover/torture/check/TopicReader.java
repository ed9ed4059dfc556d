package shop.handover.torture.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import shop.handover.torture.tell.Forger;

/// Reads whole topics from their beginning.
final class TopicReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String servers;

    TopicReader(String servers) {
        this.servers = servers;
    }

    /// How often each event's id lies on topic `stripe-events`.
    Map<String, Long> published() {
        var counts = new HashMap<String, Long>();
        each("stripe-events", record -> counts.merge(header(record, "event-id"), 1L, Long::sum));
        return counts;
    }

    /// The names of the dead letters.
    Set<String> dead() {
        var names = new HashSet<String>();
        each("stripe-events-dead", record -> {
            var mark = header(record, Forger.MARK);
            names.add(mark.isEmpty() ? header(record, "event-id") : mark);
        });
        return names;
    }

    List<State> states() {
        var states = new ArrayList<State>();
        each("purchases", record -> states.add(state(record)));
        return states;
    }

    private static State state(ConsumerRecord<String, byte[]> record) {
        try {
            var state = JSON.readTree(record.value());
            return new State(
                    record.key(),
                    state.path("status").asText(),
                    state.path("entitled").asBoolean(),
                    state.path("refunded").asLong(),
                    state.path("version").asLong());
        } catch (IOException e) {
            throw new UncheckedIOException("topic purchases holds no JSON", e);
        }
    }

    private void each(String topic, Consumer<ConsumerRecord<String, byte[]>> step) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", servers,
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .collect(Collectors.toSet());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(step);
            }
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
