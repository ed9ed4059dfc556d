package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import shop.handover.kit.event.Topic;
import shop.handover.sandbox.house.Main;
import shop.handover.sandbox.inbox.Mail;
import shop.handover.sandbox.machine.Ports;
import shop.handover.sandbox.postgres.Cluster;

/// A disk that is full: the broker's, the database's.
@EnabledIfSystemProperty(
        named = "handover.tests",
        matches = "full",
        disabledReason = "a long run: ./handover test full")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FullDiskTest {

    private static final Duration SOON = Duration.ofSeconds(120);

    private final SmallDisk disk = new SmallDisk();

    @AfterEach
    void unmount() {
        disk.close();
    }

    @Test
    void what_was_acknowledged_is_there_when_the_brokers_disk_has_room_again_and_nothing_else_was() throws Exception {
        var port = Ports.free();
        var servers = "127.0.0.1:" + port;
        var broker = broker(port);
        createTopic(servers);
        var acknowledged = new ArrayList<SignedSale>();
        try (var ground = new Ground("full_disk");
                var webhook = ground.webhook(Map.of("KAFKA_BOOTSTRAP_SERVERS", servers))
                        .ready()) {
            awaitTaken(webhook, acknowledged);
            disk.fill();
            await().atMost(SOON).until(() -> {
                var status = tell(webhook, acknowledged);
                assertThat(status).isIn(200, 503);
                return status == 503;
            });

            disk.makeRoom();
            end(broker);
            broker = broker(port);
            awaitTaken(webhook, acknowledged);

            assertThat(Ground.read(servers, Topic.STRIPE_EVENTS).stream().map(record -> new String(record.value())))
                    .containsAll(acknowledged.stream()
                            .map(sale -> new String(sale.body()))
                            .toList());
        } finally {
            end(broker);
        }
    }

    @Test
    void what_was_sold_while_the_databases_disk_was_full_is_recorded_once_there_is_room_again() {
        var cluster = new Cluster(
                disk.folder().resolve("postgres"),
                Path.of(System.getProperty("java.io.tmpdir")),
                Ports.free(),
                "full-disk",
                true);
        try (var ground = new Ground(cluster.start());
                var fulfillment = ground.fulfillment().ready()) {
            var sold = new ArrayList<SignedSale>();
            sell(ground, sold, 20);
            await().atMost(SOON).until(() -> ground.recorded() == sold.size());

            disk.fill();
            await().atMost(SOON).until(() -> {
                sell(ground, sold, 20);
                return fulfillment.figure("handover_events_retries_total") > 3;
            });

            disk.makeRoom();
            // A server that could not write its log has ended; whoever watches over it starts it again.
            await().atMost(SOON).ignoreExceptions().until(() -> {
                cluster.start();
                return ground.recorded() == sold.size() && ground.owed() == 0;
            });
            assertThat(ground.read(Topic.STRIPE_EVENTS_DEAD)).isEmpty();
            assertThat(ground.mails().stream().map(Mail::messageId).distinct()).hasSize(2 * sold.size());
        } finally {
            cluster.stop();
        }
    }

    private static void sell(Ground ground, List<SignedSale> sold, int count) {
        var some = Stream.generate(SignedSale::some).limit(count).toList();
        ground.publish(some.toArray(SignedSale[]::new));
        sold.addAll(some);
    }

    private Process broker(int port) throws IOException {
        var log = Files.createDirectories(Path.of("target", "services")).resolve("full-disk-kafka.log");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-cp",
                        System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "kafka",
                        "--folder",
                        disk.folder().resolve("kafka").toString(),
                        "--port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static void end(Process broker) {
        broker.destroyForcibly();
        broker.onExit().join();
    }

    private static void createTopic(String servers) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(Topic.STRIPE_EVENTS.title(), Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void awaitTaken(PackagedService webhook, List<SignedSale> acknowledged) {
        await().atMost(SOON).until(() -> tell(webhook, acknowledged) == 200);
    }

    private static int tell(PackagedService webhook, List<SignedSale> acknowledged) {
        var sale = SignedSale.some();
        var status = Ground.tell(webhook, sale);
        if (status == 200) {
            acknowledged.add(sale);
        }
        return status;
    }
}
