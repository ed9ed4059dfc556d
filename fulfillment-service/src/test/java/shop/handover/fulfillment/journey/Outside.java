package shop.handover.fulfillment.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import shop.handover.fulfillment.journey.Events.Order;
import shop.handover.kit.event.BuyerRequest;
import shop.handover.kit.event.StripeEventRecord;

/// What a test does to the world and sees of it.
final class Outside {

    static final Duration SOON = Duration.ofSeconds(30);

    private Outside() {}

    static void publish(StripeEventRecord... events) {
        Map<String, Object> settings = Map.of("bootstrap.servers", World.kafka().bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (var event : events) {
                var record = new ProducerRecord<>("stripe-events", event.key(), event.body());
                event.headers().forEach((name, value) -> record.headers().add(name, value));
                producer.send(record);
            }
            producer.flush();
        }
    }

    static void ask(BuyerRequest request) throws IOException {
        Map<String, Object> settings = Map.of("bootstrap.servers", World.kafka().bootstrapServers(), "acks", "all");
        var body = new ObjectMapper().findAndRegisterModules().writeValueAsBytes(request);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("requests", "buyer", body));
        }
    }

    /// All records of a topic that are there by now.
    static List<ConsumerRecord<String, byte[]>> read(String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                World.kafka().bootstrapServers(),
                "group.id",
                "reader-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest");
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new org.apache.kafka.common.TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    static String header(ConsumerRecord<String, byte[]> told, String name) {
        return new String(told.headers().lastHeader(name).value(), UTF_8);
    }

    static String ask(String sql, String... values) {
        var database = World.postgres().database();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String status(Order order) {
        return ask("SELECT status FROM purchase WHERE checkout_session_id = ?", order.session());
    }

    static void awaitStatus(Order order, String status) {
        await().atMost(SOON).until(() -> status(order).equals(status));
    }

    static String mailState(Order order, String kind) {
        return ask(
                "SELECT state FROM mail m JOIN purchase p ON p.id = m.purchase_id"
                        + " WHERE checkout_session_id = ? AND kind = ? ORDER BY sequence DESC LIMIT 1",
                order.session(),
                kind);
    }

    static void awaitMail(Order order, String kind, String state) {
        await().atMost(SOON).until(() -> mailState(order, kind).equals(state));
    }

    static List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(World.relay().getReceivedMessages())
                .filter(mail -> recipient(mail).equals(address))
                .toList();
    }

    /// What the owner was told about one order.
    static List<MimeMessage> noticesOf(Order order) {
        return mailsTo("owner@shop.example").stream()
                .filter(mail -> header(mail, "Message-ID").contains(order.session()))
                .toList();
    }

    static String header(MimeMessage mail, String name) {
        try {
            var values = mail.getHeader(name);
            return values == null ? "" : String.join(" | ", values);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getRecipients(RecipientType.TO)[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
