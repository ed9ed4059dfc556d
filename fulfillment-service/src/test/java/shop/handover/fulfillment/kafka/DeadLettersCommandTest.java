package shop.handover.fulfillment.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.sandbox.kafka.KafkaServer;

/// What an operator does with dead letters, on a real broker.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeadLettersCommandTest {

    private static KafkaServer kafka;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaServer.start();
        kafka.createTopic("stripe-events", 1);
        kafka.createTopic("stripe-events-dead", 1);
        var letter = new ProducerRecord<>("stripe-events-dead", "pi_1", "no\u001b[JSON".getBytes(UTF_8));
        letter.headers().add("event-id", "evt_1".getBytes(UTF_8)).add("event-type", "refund.created".getBytes(UTF_8));
        letter.headers().add("dead-reason", "not an event".getBytes(UTF_8));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(letter).get();
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void a_letter_is_listed_with_its_place_and_reason() {
        assertThat(run("list")).isZero();

        assertThat(said.toString()).contains("0/0", "refund.created evt_1", "not an event", "dead-letters: 1,");
    }

    @Test
    void a_letter_is_shown_without_what_a_terminal_would_obey() {
        assertThat(run("show", "0/0")).isZero();

        assertThat(said.toString()).contains("no?[JSON", "event-id: evt_1");
    }

    @Test
    void a_letter_is_replayed_as_it_came() {
        assertThat(run("replay", "0/0")).isZero();
        assertThat(run("replay", "all")).isZero();

        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = new TopicPartition("stripe-events", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.poll(Duration.ofSeconds(10))).isNotEmpty().allSatisfy(record -> {
                assertThat(record.key()).isEqualTo("pi_1");
                assertThat(record.value()).isEqualTo("no\u001b[JSON".getBytes(UTF_8));
                assertThat(record.headers().lastHeader("event-id").value()).isEqualTo("evt_1".getBytes(UTF_8));
                assertThat(record.headers().lastHeader("dead-reason")).isNull();
            });
        }
    }

    @Test
    void a_place_that_is_empty_and_a_word_that_is_wrong_are_said() {
        assertThat(run("show", "0/99")).isEqualTo(1);
        assertThat(run("bury")).isEqualTo(64);

        assertThat(said.toString()).contains("there is none at 0/99", "usage: dead-letters");
    }

    private int run(String... words) {
        return DeadLettersCommand.run(
                List.of(words),
                Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                new PrintStream(said, true, UTF_8));
    }
}
