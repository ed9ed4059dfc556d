package shop.handover.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.handover.sandbox.postgres.PostgresServer;

/// How each packaged service begins and ends: in any order, with a plain word where its settings are wrong, and
/// without dropping anybody.
@DisplayNameGeneration(ReplaceUnderscores.class)
class LifeTest {

    private static final Duration SOON = Duration.ofSeconds(120);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checkout    | STRIPE_SECRET_KEY PUBLIC_URL CATALOG_PATH LINK_KEYS",
                "webhook     | STRIPE_SECRET_KEY STRIPE_WEBHOOK_SECRET",
                "fulfillment | STRIPE_SECRET_KEY STRIPE_WEBHOOK_SECRET PUBLIC_URL CATALOG_PATH LINK_KEYS DATABASE_URL",
                "download    | STRIPE_SECRET_KEY PUBLIC_URL CATALOG_PATH LINK_KEYS"
            })
    void without_settings_it_ends_at_once_and_names_all_that_are_missing(String name, String wanted) {
        try (var service = PackagedService.start(name, Map.of(), List.of())) {
            assertThat(service.end()).isEqualTo(1);

            assertThat(service.log()).contains(wanted.split(" "));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checkout    | POST /api/stripe/create-checkout | application/json                  | 200 |"
                        + " {\"productSlug\": \"kubernetes-starter-stack\"}",
                "webhook     | POST /api/stripe/webhook         | application/json                  | 400 |"
                        + " {\"nobody\": \"signed this\"}",
                "download    | POST /store/fresh-link           | application/x-www-form-urlencoded | 200 |"
                        + " token=v1.of.nobody.at-all",
                "fulfillment |                                  |                                   |     |"
            })
    void it_waits_for_what_it_needs_and_leaves_without_dropping_anybody(
            String name, String asked, String type, String status, String body) throws Exception {
        var house = House.shared();
        try (var kafka = door(house.value("KAFKA_BOOTSTRAP_SERVERS"));
                var stripe = door(house.value("STRIPE_API_BASE"));
                var database = door(house.value("DATABASE_URL"));
                var service = PackagedService.start(name, settings(house, kafka, stripe, database), List.of())) {
            await().atMost(SOON).until(() -> service.health("live") == 200);
            assertThat(service.health("ready")).as(service.log()).isEqualTo(503);

            List.of(kafka, stripe, database).forEach(Door::open);
            service.ready();

            try (var buyer =
                    asked == null ? null : new Socket("127.0.0.1", service.url().getPort())) {
                var half = body == null ? 0 : body.length() / 2;
                if (buyer != null) {
                    var before = underWay(service);
                    say(buyer, head(asked, type, body.length()) + body.substring(0, half));
                    await().atMost(SOON).until(() -> underWay(service) > before);
                }
                service.askToEnd();
                // Whoever balances the load looks here, if anybody is still there to be asked.
                await().atMost(SOON).until(() -> service.health("ready") != 200);
                if (buyer != null) {
                    say(buyer, body.substring(half));
                    var answer = new String(buyer.getInputStream().readAllBytes(), UTF_8);
                    assertThat(answer).as(service.log()).startsWith("HTTP/1.1 " + status);
                }
            }

            assertThat(service.end()).as(service.log()).isEqualTo(143);
        }
    }

    @Test
    void fulfillment_says_what_it_waits_for_and_makes_its_tables_once_it_can_and_ends_whatever_is_away()
            throws Exception {
        var house = House.shared();
        var tables = PostgresServer.shared().createDatabase("life");
        var refusing = refusing();
        try (var kafka = door(house.value("KAFKA_BOOTSTRAP_SERVERS"));
                var database = door(tables.url());
                var stripe = new Door(refusing.getAddress().getPort())) {
            stripe.open();
            var settings = settings(house, kafka, stripe, database);
            settings.put("DATABASE_URL", tables.url().replaceFirst(":\\d+/", ":" + database.port() + "/"));

            try (var first = PackagedService.start("fulfillment", settings, List.of());
                    var second = PackagedService.start("fulfillment", settings, List.of())) {
                await().atMost(SOON).until(() -> first.health("live") == 200);
                assertThat(first.terminate()).as(first.log()).isEqualTo(143);

                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(second.checks())
                                .hasEntrySatisfying(
                                        "Stripe key", said -> assertThat(said).contains("DOWN", "REFUSED"))
                                .hasEntrySatisfying(
                                        "Database schema",
                                        said -> assertThat(said).startsWith("DOWN"))
                                .hasEntrySatisfying(
                                        "Kafka connection health check",
                                        said -> assertThat(said).startsWith("DOWN")));

                database.open();
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(second.checks().get("Database schema"))
                                .startsWith("UP"));
                assertThat(second.health("ready")).isEqualTo(503);

                database.shut();
                assertThat(second.terminate()).as(second.log()).isEqualTo(143);
            }
        } finally {
            refusing.stop(0);
        }
    }

    /// The way back from an upgrade: the older release finds tables to which a later one has added.
    @Test
    void fulfillment_works_with_the_tables_of_a_later_release() throws Exception {
        var house = House.shared();
        var tables = PostgresServer.shared().createDatabase("later");
        try (var kafka = door(house.value("KAFKA_BOOTSTRAP_SERVERS"));
                var stripe = door(house.value("STRIPE_API_BASE"));
                var database = door(tables.url())) {
            var settings = settings(house, kafka, stripe, database);
            settings.put("DATABASE_URL", tables.url());
            untilItHasItsTables(settings);
            try (var later = DriverManager.getConnection(tables.jdbcUrl(), tables.user(), tables.password());
                    var statement = later.createStatement()) {
                statement.execute("ALTER TABLE purchase ADD COLUMN later boolean NOT NULL DEFAULT false");
                statement.execute("""
                        INSERT INTO flyway_schema_history
                        SELECT installed_rank + 1, '9999', 'later', type, 'V9999__later.sql', 1, installed_by, now(), 1, true
                        FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1""");
            }

            untilItHasItsTables(settings);
        }
    }

    private static void untilItHasItsTables(Map<String, String> settings) throws Exception {
        try (var service = PackagedService.start("fulfillment", settings, List.of())) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(service.checks().get("Database schema"))
                            .as(service.log())
                            .startsWith("UP"));
            assertThat(service.terminate()).isEqualTo(143);
        }
    }

    // Stripe, to whom our key means nothing.
    private static HttpServer refusing() throws IOException {
        var stripe = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        stripe.createContext("/", call -> {
            var said = "{\"error\": {\"type\": \"invalid_request_error\", \"message\": \"Invalid API Key provided\"}}";
            call.sendResponseHeaders(401, said.length());
            call.getResponseBody().write(said.getBytes(UTF_8));
            call.close();
        });
        stripe.start();
        return stripe;
    }

    private static Door door(String address) {
        return new Door(URI.create(address.contains("://") ? address : "kafka://" + address)
                .getPort());
    }

    private static Map<String, String> settings(House house, Door kafka, Door stripe, Door database) {
        var settings = new HashMap<String, String>();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafka.port());
        settings.put("STRIPE_API_BASE", "http://127.0.0.1:" + stripe.port());
        settings.put("STRIPE_CHECKOUT_ORIGIN", house.value("STRIPE_API_BASE"));
        settings.put("STRIPE_SECRET_KEY", house.value("STRIPE_SECRET_KEY"));
        settings.put("STRIPE_WEBHOOK_SECRET", house.value("STRIPE_WEBHOOK_SECRET"));
        settings.put("DATABASE_URL", house.value("DATABASE_URL").replaceFirst(":\\d+/", ":" + database.port() + "/"));
        settings.put("LINK_KEYS", house.secret("HOUSE_LINK_KEYS"));
        settings.put("PUBLIC_URL", house.value("STORE_URL").replace("/store", ""));
        settings.put("CATALOG_PATH", Path.of("..", "catalog", "catalog.yaml").toString());
        settings.put("FILES_DIR", house.folder().resolve("files").toString());
        settings.put("SMTP_HOST", "127.0.0.1");
        settings.put("SMTP_PORT", Integer.toString(house.port("smtp_local")));
        return settings;
    }

    private static String head(String asked, String type, int length) {
        return asked + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + type + "\r\nContent-Length: " + length
                + "\r\nConnection: close\r\n\r\n";
    }

    private static void say(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(UTF_8));
    }

    // Whether the half that was sent has been seen.
    private static double underWay(PackagedService service) {
        return service.figure("http_server_active_requests");
    }
}
