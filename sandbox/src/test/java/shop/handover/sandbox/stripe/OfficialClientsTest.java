package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Stripe's Node library and Stripe's command line, as npm delivers them, against the running sandbox.
/// Skipped, and said so, where npm is missing or delivers nothing.
@DisplayNameGeneration(ReplaceUnderscores.class)
class OfficialClientsTest {

    @TempDir
    private static Path home;

    private static StripeSandbox sandbox;
    private static Clients clients;

    @BeforeAll
    static void start() {
        sandbox = StripeSandbox.start(StripeSandbox.Options.standard().withSettlement(Duration.ofMillis(100)));
        clients = Clients.of(sandbox, home);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    private static String stripe(String... arguments) {
        return clients.stripe(arguments);
    }

    private static String id(String prefix, String answer) {
        var found = Pattern.compile(prefix + "_[A-Za-z0-9_]+").matcher(answer);
        assertThat(found.find()).as(answer).isTrue();
        return found.group();
    }

    @ParameterizedTest(name = "API version {0}")
    @ValueSource(strings = {"2026-07-29.dahlia", "the library's own"})
    void the_node_library_lives_a_shops_day(String version) throws IOException {
        var script = Files.createDirectories(Clients.FOLDER).resolve("journey.mjs");
        try (var in = OfficialClientsTest.class.getResourceAsStream("journey.mjs")) {
            Files.write(script, in.readAllBytes());
        }

        assertThat(clients.node(script, version)).contains("well done");
    }

    @Test
    void the_command_line_makes_lists_and_expires() {
        var product = id("prod", stripe("products", "create", "--name", "Handbook"));
        var price = id(
                "price",
                stripe("prices", "create", "--product", product, "--currency", "eur", "--unit-amount", "2900"));
        var session = id(
                "cs_test",
                stripe(
                        "checkout",
                        "sessions",
                        "create",
                        "--mode",
                        "payment",
                        "--success-url",
                        "http://127.0.0.1:9/ok",
                        "-d",
                        "line_items[0][price]=" + price,
                        "-d",
                        "line_items[0][quantity]=1"));

        assertThat(stripe("checkout", "sessions", "list_line_items", session)).contains("\"amount_total\": 2900");
        assertThat(stripe("checkout", "sessions", "expire", session)).contains("\"status\": \"expired\"");
        assertThat(stripe(
                        "webhook_endpoints",
                        "create",
                        "--url",
                        "http://127.0.0.1:9/",
                        "--enabled-events",
                        "invoice.paid"))
                .contains("\"secret\": \"whsec_");
        var event = id("evt", stripe("events", "list", "--limit", "1"));
        assertThat(stripe("events", "resend", event)).contains(event).doesNotContain("\"error\"");
    }

    @Test
    void the_command_line_pays_a_session_through_its_page() {
        var wire = new Wire(sandbox, "sk_test_cli");
        var price = wire.post("/v1/prices", "currency=eur&unit_amount=2900&product_data[name]=Handbook")
                .text("id");
        var session = wire.post(
                        "/v1/checkout/sessions",
                        "mode=payment&success_url=http://127.0.0.1:9/ok&line_items[0][quantity]=1&line_items[0][price]="
                                + price)
                .text("id");

        stripe(
                "post",
                "/v1/payment_pages/" + session + "/confirm",
                "-d",
                "payment_method=pm_card_visa",
                "-d",
                "expected_amount=2900");

        assertThat(wire.get("/v1/checkout/sessions/" + session).text("payment_status"))
                .isEqualTo("paid");
    }

    @ParameterizedTest(name = "trigger {0}")
    @CsvSource({
        "checkout.session.completed", "checkout.session.async_payment_succeeded",
                "checkout.session.async_payment_failed",
        "checkout.session.expired", "charge.refunded", "charge.dispute.created"
    })
    void the_command_line_triggers(String type) {
        var said = stripe("trigger", type);

        assertThat(said).contains("Trigger succeeded!");
        var wire = new Wire(sandbox, "sk_test_cli");
        Eventually.until(
                Duration.ofSeconds(10),
                () -> !wire.get("/v1/events?type=" + type).body().get("data").isEmpty());
    }

    @Test
    void the_command_line_runs_fixtures() throws IOException {
        var fixture = Files.writeString(home.resolve("fixture.json"), """
                {"_meta": {"template_version": 0}, "fixtures": [
                  {"name": "product", "path": "/v1/products", "method": "post", "params": {"name": "From a fixture"}},
                  {"name": "price", "path": "/v1/prices", "method": "post", "params": {"product": "${product:id}", "currency": "eur", "unit_amount": 500}}]}
                """);

        stripe("fixtures", fixture.toString());

        assertThat(new Wire(sandbox, "sk_test_cli")
                        .get("/v1/products?limit=100")
                        .raw()
                        .body())
                .contains("From a fixture");
    }

    @Test
    void the_command_line_listens_and_forwards() {
        try (var receiver = new Receiver();
                var listening =
                        clients.start("listen", "--skip-update", "--all-snapshot", "--forward-to", receiver.url())) {
            Eventually.until(Duration.ofMinutes(1), () -> listening.said().contains("Ready!"));
            var secret = id("whsec", listening.said());

            stripe("trigger", "checkout.session.completed");

            receiver.await("checkout.session.completed", 1).getFirst().opened(secret);
            assertThat(receiver.letters().stream().filter(letter -> letter.is("checkout.session.completed")))
                    .hasSize(1);
            assertThat(stripe("listen", "--skip-update", "--print-secret")).contains(secret);
        }
    }
}
