package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The seven steps of a purchase, through the packaged house and over real sockets.
@DisplayNameGeneration(ReplaceUnderscores.class)
class JourneyTest {

    private static House house;
    private static Buyer buyer;

    @BeforeAll
    static void move_in() {
        house = House.shared();
        buyer = new Buyer(house);
    }

    @Test
    void a_file_is_bought_and_handed_over() {
        var journey = house.call("journey");

        assertThat(journey.status()).as(journey.output()).isZero();
        assertThat(journey.output()).contains("checkout=cs_test_");
    }

    @Test
    void an_event_told_twenty_times_at_once_is_one_purchase_and_two_mails() throws Exception {
        var email = "buyer-" + UUID.randomUUID() + "@example.com";
        var session = paidSession(email);
        awaitMails(email, 1);
        var event = buyer.listed("/v1/events?type=checkout.session.completed&limit=100").stream()
                .filter(it -> it.at("/data/object/id").asText().equals(session))
                .findFirst()
                .orElseThrow();

        var answers = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var told = IntStream.range(0, 20)
                    .mapToObj(_ -> threads.submit(() -> buyer.tell(event.toString())))
                    .toList();
            for (var one : told) {
                answers.add(one.get(30, TimeUnit.SECONDS));
            }
        }

        assertThat(answers).hasSize(20).containsOnly(200);
        // A second purchase after them shows that all twenty were read.
        var after = "after-" + UUID.randomUUID() + "@example.com";
        paidSession(after);
        awaitMails(after, 1);
        assertThat(purchases(session)).isEqualTo(1);
        assertThat(buyer.mails(email)).hasSize(1);
        assertThat(buyer.mails("owner@shop.example"))
                .filteredOn(mail -> mail.path("ReplyTo").toString().contains(email))
                .hasSize(1);
    }

    @Test
    void a_stranger_is_told_nothing_and_gets_nothing() {
        var before = purchases("%");

        assertThat(buyer.tell("{\"id\":\"evt_1\"}")).isEqualTo(400);

        assertThat(purchases("%")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout", "webhook", "fulfillment", "download"})
    void a_service_killed_on_the_way_and_restarted_does_not_end_the_journey(String service) throws Exception {
        var journey = house.begin("journey");
        var output = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(journey.getInputStream()))) {
            output.append(lines.readLine()).append('\n');
            house.kill(service);
            var restarted = house.call("up", "--detach");
            lines.lines().forEach(line -> output.append(line).append('\n'));
            assertThat(restarted.status()).as(restarted.output()).isZero();
        }

        assertThat(journey.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(journey.exitValue()).as(output.toString()).isZero();
    }

    @Test
    void a_second_up_says_that_it_is_up() {
        var second = house.call("up", "--detach");

        assertThat(second.status()).isZero();
        assertThat(second.output()).contains("already up");
        assertThat(house.call("status").status()).isZero();
    }

    @Test
    void stripe_is_told_the_catalog_once() {
        var again = house.call("stripe", "catalog");

        assertThat(again.status()).as(again.output()).isZero();
        assertThat(again.output()).contains("0 changes");
    }

    // Whoever goes live says so by a key and a catalog of his own, on the machine where he tried the house.
    @Test
    void what_the_caller_says_goes_before_what_the_house_was_started_with() {
        var catalog = house.call(Map.of("CATALOG_PATH", "/nowhere/catalog.yaml"), "stripe", "catalog");
        var backup = house.call(Map.of("DATABASE_URL", "postgresql://nobody:nothing@127.0.0.1:1/none"), "backup", "-");

        assertThat(catalog.status()).isEqualTo(1);
        assertThat(catalog.output()).contains("/nowhere/catalog.yaml");
        assertThat(backup.status()).isEqualTo(1);
        assertThat(backup.output()).contains("127.0.0.1:1");
    }

    private static String paidSession(String email) {
        var url = buyer.checkout("""
                        {"productSlug": "kubernetes-starter-stack", "customerEmail": "%s"}""".formatted(email)).path("checkoutURL").asText();
        var session = url.replaceAll("^.*/pay/(cs_test_[A-Za-z0-9]+).*$", "$1");
        assertThat(session).startsWith("cs_test_");
        buyer.pay(session);
        return session;
    }

    private static void awaitMails(String address, int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(buyer.mails(address)).hasSize(count));
    }

    private static long purchases(String session) {
        try (var database = DriverManager.getConnection(jdbcUrl());
                var query =
                        database.prepareStatement("select count(*) from purchase where checkout_session_id like ?")) {
            query.setString(1, session);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // postgresql://user:password@host:port/name, as psql takes it, in the driver's words
    private static String jdbcUrl() {
        return house.value("DATABASE_URL")
                .replaceAll("^postgresql://([^:]+):([^@]+)@(.+)$", "jdbc:postgresql://$3?user=$1&password=$2");
    }
}
