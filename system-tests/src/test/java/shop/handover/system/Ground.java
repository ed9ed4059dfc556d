package shop.handover.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import shop.handover.kit.event.EventEnvelope;
import shop.handover.kit.event.StripeEventRecord;
import shop.handover.kit.event.Topic;
import shop.handover.sandbox.inbox.Inbox;
import shop.handover.sandbox.inbox.InboxOptions;
import shop.handover.sandbox.inbox.Mail;
import shop.handover.sandbox.kafka.KafkaServer;
import shop.handover.sandbox.postgres.Database;
import shop.handover.sandbox.postgres.PostgresServer;

/// What a service stands on: a broker with the house's topics, an empty database, an inbox, all of its own. Only the
/// database's server is shared by the tests of this JVM.
final class Ground implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final KafkaServer kafka = KafkaServer.start();
    private final String name;
    private Database database;
    private final Inbox inbox = Inbox.start(InboxOptions.forTests());

    Ground(String name) {
        this(name, null);
    }

    /// With a database that is there already.
    Ground(Database database) {
        this(database.name(), database);
    }

    private Ground(String name, Database database) {
        Arrays.stream(Topic.values()).forEach(topic -> kafka.createTopic(topic.title(), 3));
        this.name = name;
        this.database = database;
    }

    // Only where a test needs one.
    private synchronized Database database() {
        if (database == null) {
            database = PostgresServer.shared().createDatabase(name);
        }
        return database;
    }

    /// @param options of the JVM
    PackagedService webhook(String... options) {
        return webhook(Map.of(), options);
    }

    PackagedService webhook(Map<String, String> more, String... options) {
        var settings = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "STRIPE_SECRET_KEY",
                "sk_test_not_a_real_key",
                "STRIPE_WEBHOOK_SECRET",
                SignedSale.SECRET));
        settings.putAll(more);
        return PackagedService.start("webhook", settings, List.of(options));
    }

    /// Its leases and waits are seconds, so that what a dead one held is soon another's.
    PackagedService fulfillment(String... options) {
        var settings = Map.ofEntries(
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                Map.entry("DATABASE_URL", database().url()),
                Map.entry(
                        "CATALOG_PATH", Path.of("..", "catalog", "catalog.yaml").toString()),
                Map.entry("PUBLIC_URL", "http://127.0.0.1:8080"),
                Map.entry("LINK_KEYS", SignedSale.LINK_KEYS),
                Map.entry("STRIPE_SECRET_KEY", "sk_test_not_a_real_key"),
                Map.entry("STRIPE_API_BASE", "http://127.0.0.1:9"),
                Map.entry("STRIPE_WEBHOOK_SECRET", SignedSale.SECRET),
                Map.entry("SMTP_HOST", "127.0.0.1"),
                Map.entry("SMTP_PORT", Integer.toString(inbox.smtpPort())),
                Map.entry("HANDOVER_FULFILLMENT_LEDGER_LOOK", "24h"),
                Map.entry("HANDOVER_FULFILLMENT_MAIL_LEASE", "10s"),
                Map.entry("HANDOVER_FULFILLMENT_MAIL_PATIENCE", "9s"),
                Map.entry("HANDOVER_FULFILLMENT_MAIL_DOUBT", "1s"),
                Map.entry("HANDOVER_FULFILLMENT_MAIL_BACKOFF", "500ms"));
        return PackagedService.start("fulfillment", settings, List.of(options));
    }

    /// Puts a sale on the topic as webhook-service would.
    void publish(SignedSale... sales) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (var sale : sales) {
                var event = EventEnvelope.read(sale.body()).orElseThrow();
                var told = new StripeEventRecord(
                        event.key(),
                        event.id(),
                        event.type(),
                        event.livemode(),
                        java.time.Instant.now(),
                        sale.signature(),
                        java.util.Optional.empty(),
                        sale.body());
                var record = new ProducerRecord<>(Topic.STRIPE_EVENTS.title(), told.key(), told.body());
                told.headers().forEach((name, value) -> record.headers().add(name, value));
                producer.send(record);
            }
            producer.flush();
        }
    }

    /// All records of a topic that are there by now.
    List<ConsumerRecord<String, byte[]>> read(Topic topic) {
        return read(kafka.bootstrapServers(), topic);
    }

    /// The same of any broker.
    static List<ConsumerRecord<String, byte[]>> read(String servers, Topic topic) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        Map<String, Object> settings = Map.of("bootstrap.servers", servers);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.title()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
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

    /// Makes the broker forget how far fulfillment has read, as an expired or deleted group does. No instance may run.
    void forgetOffsets() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(() -> admin.deleteConsumerGroups(List.of("fulfillment"))
                            .all()
                            .get());
        }
    }

    /// How often a sale's very bytes are on the topic.
    long told(SignedSale sale) {
        return read(Topic.STRIPE_EVENTS).stream()
                .filter(record -> Arrays.equals(record.value(), sale.body()))
                .count();
    }

    List<Mail> mails(SignedSale sale) {
        return inbox.messages().stream()
                .filter(mail -> mail.messageId().contains(sale.session()))
                .toList();
    }

    List<Mail> mails() {
        return inbox.messages();
    }

    /// One number or word from the database; empty where there is none.
    String ask(String sql) {
        try (var connection = DriverManager.getConnection(
                        database().jdbcUrl(), database().user(), database().password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Tells the webhook of a sale as Stripe does.
    ///
    /// @return the status of the answer; 0 where there is none
    static int tell(PackagedService webhook, SignedSale sale) {
        var call = HttpRequest.newBuilder(webhook.url().resolve("/api/stripe/webhook"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Stripe-Signature", sale.signature())
                .POST(BodyPublishers.ofByteArray(sale.body()))
                .build();
        try {
            return HTTP.send(call, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// How many purchases there are.
    int recorded() {
        return Integer.parseInt(ask("SELECT count(*) FROM purchase"));
    }

    /// How many mails have not gone out yet.
    int owed() {
        return Integer.parseInt(ask("SELECT count(*) FROM mail WHERE state IN ('OWED', 'IN_DOUBT')"));
    }

    @Override
    public void close() {
        inbox.close();
        kafka.close();
    }
}
