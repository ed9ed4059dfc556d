package shop.handover.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KafkaServerTest {

    @Test
    void what_was_acknowledged_is_there_after_a_kill() throws Exception {
        try (var kafka = KafkaServer.start()) {
            kafka.createTopic("events", 3);
            send(kafka, "told before");

            kafka.kill();
            kafka.resume();
            send(kafka, "told after");

            assertThat(readAll(kafka, 2)).containsExactlyInAnyOrder("told before", "told after");
        }
    }

    @Test
    void the_shared_broker_is_one_and_creates_no_topic_by_itself() throws Exception {
        KafkaServer.shared().createTopics("one", "one", "two");

        assertThat(KafkaServer.shared().bootstrapServers())
                .isEqualTo(KafkaServer.shared().bootstrapServers());
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", KafkaServer.shared().bootstrapServers()))) {
            Set<String> names = admin.listTopics().names().get();
            assertThat(names).contains("one", "two").doesNotContain("three");
        }
    }

    private static void send(KafkaServer kafka, String text) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("events", text, text)).get();
        }
    }

    private static List<String> readAll(KafkaServer kafka, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "group.id", "readers", "auto.offset.reset", "earliest");
        List<String> texts = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("events"));
            for (int polls = 0; polls < 100 && texts.size() < count; polls++) {
                consumer.poll(Duration.ofMillis(200)).forEach(told -> texts.add(told.value()));
            }
        }
        return texts;
    }
}
