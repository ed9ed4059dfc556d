package shop.handover.fulfillment.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.kit.event.Topic;
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
        createDead();
        var letter = new ProducerRecord<>("stripe-events-dead", "pi_1", "no\u001b[JSON".getBytes(UTF_8));
        letter.headers().add("event-id", "evt_1".getBytes(UTF_8)).add("event-type", "refund.created".getBytes(UTF_8));
        letter.headers().add("dead-reason", "not an event".getBytes(UTF_8));
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 4 * 1024 * 1024);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(letter).get();
            var large = new ProducerRecord<>("stripe-events-dead", "pi_2", largestTaken(producer));
            large.headers().add("dead-reason", "x".repeat(200).getBytes(UTF_8));
            producer.send(large).get();
        }
    }

    private static void createDead() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var topic = new NewTopic("stripe-events-dead", Optional.of(1), Optional.empty());
            admin.createTopics(List.of(topic.configs(Topic.STRIPE_EVENTS_DEAD.settings())))
                    .all()
                    .get();
        }
    }

    // To the byte: whatever the broker keeps as an event may die, and come again.
    private static byte[] largestTaken(KafkaProducer<String, byte[]> producer) throws Exception {
        for (var size = 1024 * 1024; ; size--) {
            try {
                var value = new byte[size];
                producer.send(new ProducerRecord<>("stripe-events", "pi_2", value))
                        .get();
                return value;
            } catch (ExecutionException tooLarge) {
                assertThat(tooLarge).hasCauseInstanceOf(RecordTooLargeException.class);
            }
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void a_letter_is_listed_with_its_place_and_reason() {
        assertThat(run("list")).isZero();

        assertThat(said.toString()).contains("0/0", "refund.created evt_1", "not an event", "dead-letters: 2,");
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
        assertThat(said.toString()).contains("dead-letters: 1 replayed", "dead-letters: 2 replayed");

        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = new TopicPartition("stripe-events", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(smallOnes(consumer)).hasSize(2).allSatisfy(record -> {
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

    private static List<ConsumerRecord<String, byte[]>> smallOnes(KafkaConsumer<String, byte[]> consumer) {
        var partition = new TopicPartition("stripe-events", 0);
        var end = consumer.endOffsets(List.of(partition)).get(partition);
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        while (consumer.position(partition) < end) {
            consumer.poll(Duration.ofMillis(200)).forEach(found::add);
        }
        found.removeIf(record -> record.key().equals("pi_2"));
        return found;
    }

    private int run(String... words) {
        return DeadLettersCommand.run(
                List.of(words),
                Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                new PrintStream(said, true, UTF_8));
    }
}
