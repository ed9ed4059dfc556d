package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import shop.handover.kit.event.Topic;
import shop.handover.sandbox.house.Main;
import shop.handover.sandbox.machine.Folders;
import shop.handover.sandbox.machine.Ports;

/// A disk that is full: the broker's, on a small file system of its own, which root may mount.
@EnabledIfSystemProperty(
        named = "handover.tests",
        matches = "full",
        disabledReason = "a long run: ./handover test full")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FullDiskTest {

    private static final Duration SOON = Duration.ofSeconds(120);

    private final Path disk = Folders.temporary("disk");

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", disk.toString()),
                "only root mounts a file system");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
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
            fill();
            await().atMost(SOON).until(() -> {
                var status = tell(webhook, acknowledged);
                assertThat(status).isIn(200, 503);
                return status == 503;
            });

            empty();
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
                        disk.resolve("kafka").toString(),
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

    private static int tell(PackagedService webhook, List<SignedSale> acknowledged)
            throws IOException, InterruptedException {
        var sale = SignedSale.some();
        try (var http = HttpClient.newHttpClient()) {
            var status = http.send(
                            HttpRequest.newBuilder(Ground.door(webhook))
                                    .timeout(Duration.ofSeconds(30))
                                    .header("Content-Type", "application/json")
                                    .header("Stripe-Signature", sale.signature())
                                    .POST(BodyPublishers.ofByteArray(sale.body()))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            if (status == 200) {
                acknowledged.add(sale);
            }
            return status;
        }
    }

    // To the last byte.
    private void fill() throws IOException {
        try (var filler = Files.newOutputStream(disk.resolve("filler"))) {
            for (var size = 1 << 20; size > 0; size >>= 1) {
                writeUntilRefused(filler, new byte[size]);
            }
        }
    }

    private static void writeUntilRefused(java.io.OutputStream filler, byte[] piece) {
        try {
            while (true) {
                filler.write(piece);
            }
        } catch (IOException _) {
            // There is no room for a piece of this size any more.
        }
    }

    private void empty() throws IOException {
        Files.delete(disk.resolve("filler"));
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
