package shop.handover.system;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import shop.handover.kit.event.Topic;
import shop.handover.sandbox.inbox.Mail;
import shop.handover.sandbox.machine.Folders;
import shop.handover.sandbox.machine.Ports;
import shop.handover.sandbox.postgres.Cluster;
import shop.handover.sandbox.postgres.Database;

/// PostgreSQL's primary is killed while sales come in, and its synchronous standby takes over, as in a cluster.
/// What an asynchronous one would lose is what a restored backup lacks: the ledger's part.
@EnabledIfSystemProperty(
        named = "handover.tests",
        matches = "full",
        disabledReason = "a long run: ./handover test full")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FailoverTest {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String PASSWORD = "failover";
    private static final int HANDS = 4;
    private static final int MOST = 600;

    private final Path folder = Folders.temporary("failover");
    private final Database first = at(Ports.free());
    private final Database second = at(Ports.free());
    private final Cluster primary = cluster("primary", first);
    private final Cluster standby = cluster("standby", second);

    @Test
    void what_a_primary_had_committed_its_standby_has_and_the_rest_is_recorded_there() throws Exception {
        replicate();
        try (var front = new Switch(first.port());
                var ground = new Ground(at(front.port()));
                var _ = ground.fulfillment().ready()) {
            var sales = Collections.synchronizedList(new ArrayList<SignedSale>());
            var going = new AtomicBoolean(true);
            var load = Thread.ofVirtual().start(() -> publish(ground, sales, going));
            await().atMost(SOON).until(() -> recorded(first).size() > 30);

            primary.kill();
            var committed = sales.size();
            ask(second, "SELECT pg_promote()");
            front.pointAt(second.port());
            await().atMost(SOON).until(() -> recorded(second).size() > committed);
            going.set(false);
            load.join();

            await().atMost(SOON).until(() -> recorded(second).size() == sales.size() && owed().equals("0"));
            assertThat(recorded(second))
                    .containsExactlyInAnyOrderElementsOf(
                            sales.stream().map(SignedSale::session).toList());
            assertThat(ground.read(Topic.STRIPE_EVENTS_DEAD)).isEmpty();
            var mails = ground.mails().stream().collect(groupingBy(Mail::messageId));
            assertThat(mails).hasSize(2 * sales.size());
            assertThat(mails.values().stream().mapToInt(same -> same.size() - 1).sum())
                    .isBetween(0, HANDS);
        } finally {
            standby.stop();
            primary.stop();
            Folders.delete(folder);
        }
    }

    // A copy of the primary at rest, which follows it from then on; a commit waits until it has it too.
    private void replicate() throws IOException, InterruptedException {
        primary.start();
        primary.stop();
        Files.createDirectories(folder.resolve("standby"));
        assertThat(new ProcessBuilder(
                                "cp",
                                "-a",
                                data("primary").toString(),
                                data("standby").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.createFile(data("standby").resolve("standby.signal"));
        configure(
                "standby",
                "primary_conninfo = 'host=127.0.0.1 port=%d user=handover password=%s application_name=standby'"
                        .formatted(first.port(), PASSWORD));
        configure("primary", "synchronous_standby_names = 'standby'");
        primary.start();
        standby.start();
        await().atMost(SOON)
                .until(() ->
                        ask(first, "SELECT sync_state FROM pg_stat_replication").equals(List.of("sync")));
    }

    private void configure(String which, String line) throws IOException {
        Files.writeString(data(which).resolve("postgresql.auto.conf"), line + "\n", StandardOpenOption.APPEND);
    }

    private Path data(String which) {
        return folder.resolve(which).resolve("data");
    }

    private Cluster cluster(String which, Database database) {
        return new Cluster(
                folder.resolve(which), Path.of(System.getProperty("java.io.tmpdir")), database.port(), PASSWORD, true);
    }

    private static Database at(int port) {
        return new Database("127.0.0.1", port, "handover", "handover", PASSWORD);
    }

    private static void publish(Ground ground, List<SignedSale> sales, AtomicBoolean going) {
        while (going.get() && sales.size() < MOST) {
            var some = List.of(SignedSale.some(), SignedSale.some());
            ground.publish(some.toArray(SignedSale[]::new));
            sales.addAll(some);
        }
    }

    private String owed() {
        return ask(second, "SELECT count(*) FROM mail WHERE state IN ('OWED', 'IN_DOUBT')")
                .getFirst();
    }

    private static List<String> recorded(Database database) {
        return ask(database, "SELECT checkout_session_id FROM purchase");
    }

    private static List<String> ask(Database database, String sql) {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
