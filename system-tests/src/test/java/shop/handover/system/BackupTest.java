package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The handbook's restore, step by step: a backup is taken, more is sold, the database is lost.
@DisplayNameGeneration(ReplaceUnderscores.class)
class BackupTest {

    @TempDir
    private static Path folder;

    private static House house;
    private static Buyer buyer;

    @BeforeAll
    static void move_in() {
        house = House.shared();
        buyer = new Buyer(house);
    }

    @Test
    void a_lost_database_comes_back_and_nobody_is_mailed_twice() throws Exception {
        var file = folder.resolve("backup.zip");
        var before = "before-" + UUID.randomUUID() + "@example.com";
        var after = "after-" + UUID.randomUUID() + "@example.com";
        buy(before);
        var since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        done(house.call("backup", file.toString()));
        buy(after);
        var sold = purchases();

        var refused = house.call("restore", file.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.output()).contains("not empty");

        house.kill("fulfillment");
        loseTheDatabase();
        Files.write(folder.resolve("half.zip"), half(Files.readAllBytes(file)));
        assertThat(house.call("restore", folder.resolve("half.zip").toString()).status())
                .isEqualTo(1);
        done(house.call("restore", file.toString()));
        assertThat(purchases()).isLessThan(sold);
        var ledger = house.call(
                "ledger", "--after-restore", since.toString(), Instant.now().toString());
        assertThat(ledger.output()).contains("ledger");
        done(house.call("up", "--detach"));

        await().atMost(Duration.ofSeconds(30)).until(() -> purchases() == sold);
        assertThat(buyer.mails(before)).hasSize(1);
        assertThat(buyer.mails(after)).hasSize(1);
        // The house works on: ids go on where they were, mails go out.
        buy("next-" + UUID.randomUUID() + "@example.com");
    }

    @Test
    void what_is_no_backup_is_refused_with_a_word() throws Exception {
        var file = Files.writeString(folder.resolve("letter.txt"), "Dear database");

        var outcome = house.call("restore", file.toString());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).contains("no backup");
        assertThat(house.call("backup").status()).isEqualTo(64);
    }

    private static void buy(String email) {
        var url = buyer.checkout("""
            {"productSlug": "kubernetes-starter-stack", "customerEmail": "%s"}\
            """.formatted(email)).path("checkoutURL").asText();
        buyer.pay(url.replaceAll("^.*/pay/(cs_test_[A-Za-z0-9]+).*$", "$1"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(buyer.mails(email)).hasSize(1));
    }

    private static byte[] half(byte[] whole) {
        return java.util.Arrays.copyOf(whole, whole.length / 2);
    }

    private static void done(House.Outcome outcome) {
        assertThat(outcome.status()).as(outcome.output()).isZero();
    }

    private static long purchases() {
        try (var database = connect("handover");
                var rows = database.createStatement().executeQuery("SELECT count(*) FROM purchase")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void loseTheDatabase() throws SQLException {
        try (var database = connect("postgres");
                var statement = database.createStatement()) {
            statement.execute("DROP DATABASE handover WITH (FORCE)");
            statement.execute("CREATE DATABASE handover");
        }
    }

    // postgresql://user:password@host:port/name, as psql takes it, in the driver's words
    private static Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(house.value("DATABASE_URL")
                .replaceAll(
                        "^postgresql://([^:]+):([^@]+)@([^/]+)/.+$",
                        "jdbc:postgresql://$3/" + name + "?user=$1&password=$2"));
    }
}
