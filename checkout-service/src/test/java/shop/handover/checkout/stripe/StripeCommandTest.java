package shop.handover.checkout.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.handover.kit.command.StripeCommand;
import shop.handover.sandbox.stripe.StripeSandbox;

/// What an operator does at Stripe: nothing is changed that was not shown, and with real money nothing that nobody
/// agreed to.
@DisplayNameGeneration(ReplaceUnderscores.class)
class StripeCommandTest {

    private static final String URL = "https://shop.example/api/stripe/webhook";

    private static StripeSandbox stripe;

    @TempDir
    private static Path folder;

    private Map<String, String> environment;

    record Outcome(int status, String said) {}

    @BeforeAll
    static void open() throws IOException {
        stripe = StripeSandbox.start(StripeSandbox.Options.standard());
        try (var in = StripeCommandTest.class.getResourceAsStream("/shop/catalog.yaml")) {
            Files.copy(in, folder.resolve("catalog.yaml"));
        }
    }

    @AfterAll
    static void close() {
        stripe.close();
    }

    // Each mode is a world of its own at the sandbox: in the live one nothing is ever agreed to here.
    @BeforeEach
    void an_account() {
        environment = new HashMap<>(Map.of(
                "STRIPE_SECRET_KEY",
                "rk_test_not_a_real_key",
                "STRIPE_API_BASE",
                stripe.url(),
                "CATALOG_PATH",
                folder.resolve("catalog.yaml").toString(),
                "PUBLIC_URL",
                "https://shop.example"));
    }

    @Test
    void a_dry_run_shows_and_changes_nothing() {
        environment.put("STRIPE_SECRET_KEY", "rk_live_not_a_real_key");

        var shown = call("catalog", "--dry-run");
        var again = call("catalog", "--dry-run");

        assertThat(shown.said()).contains("+ product", "+ price", "none was made");
        assertThat(shown.status()).isEqualTo(1);
        assertThat(again).isEqualTo(shown);
        assertThat(call("webhook", "--url", URL, "--dry-run").said()).contains("+ webhook endpoint " + URL);
    }

    @Test
    void real_money_wants_a_yes_and_test_money_does_not() {
        environment.put("STRIPE_SECRET_KEY", "rk_live_not_a_real_key");
        assertThat(call("catalog").said()).contains("+ product").contains("--yes");
        assertThat(call("catalog").status()).isEqualTo(1);

        environment.put("STRIPE_SECRET_KEY", "rk_test_not_a_real_key");
        assertThat(call("catalog").status()).isZero();
        assertThat(call("catalog", "--dry-run").status()).isZero();
    }

    @Test
    void a_changed_name_and_price_are_told_with_before_and_after() throws IOException {
        assertThat(call("catalog").status()).isZero();
        var changed = Files.writeString(
                folder.resolve("changed.yaml"),
                Files.readString(folder.resolve("catalog.yaml"))
                        .replaceFirst("name: The Kit", "name: A Better Kit")
                        .replaceFirst("amount: 4900", "amount: 5900"));
        environment.put("CATALOG_PATH", changed.toString());

        var shown = call("catalog", "--dry-run");

        assertThat(shown.said())
                .contains("name \"The Kit\" -> \"A Better Kit\"")
                .contains("4900 minor units of eur -> ");
    }

    @Test
    void the_check_finds_what_is_missing_and_is_content_once_it_is_there() {
        environment.put("PUBLIC_URL", "https://checked.example");
        var before = call("check");
        assertThat(before.status()).isEqualTo(1);
        assertThat(before.said()).contains("!!  webhook", "ok  Checkout Sessions, write", "ok  clock");

        call("catalog");
        call("webhook", "--url", "https://checked.example/api/stripe/webhook");
        var after = call("check");

        assertThat(after.status()).as(after.said()).isZero();
        assertThat(after.said()).contains("restricted, TEST mode", "all is well");
    }

    @Test
    void the_check_looks_for_the_endpoint_where_stripe_was_told_to_post() {
        call("webhook", "--url", "http://gateway.inner:8080/api/stripe/webhook");
        environment.put("PUBLIC_URL", "https://inner.example");
        assertThat(call("check").said()).contains("!!  webhook");

        environment.put("WEBHOOK_URL", "http://gateway.inner:8080/api/stripe/webhook");

        assertThat(call("check").said()).contains("posts our events to http://gateway.inner:8080/api/stripe/webhook");
    }

    @Test
    void the_files_of_other_secrets_need_not_be_there_yet() throws IOException {
        environment.put(
                "STRIPE_WEBHOOK_SECRET_FILE", folder.resolve("not-there").toString());
        var key = Files.writeString(folder.resolve("key"), environment.remove("STRIPE_SECRET_KEY") + "\n");
        environment.put("STRIPE_SECRET_KEY_FILE", key.toString());

        assertThat(call("check").said()).contains("ok  Prices, read");
    }

    @Test
    void another_key_is_taken_where_the_file_is_named_no_more() {
        environment.put("STRIPE_SECRET_KEY_FILE", "");

        assertThat(call("check").said()).contains("ok  Prices, read");
    }

    @Test
    void a_key_without_a_permission_is_told_which() throws IOException {
        var narrow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        narrow.createContext("/", exchange -> {
            try (exchange) {
                var may = exchange.getRequestURI().getPath().equals("/v1/events");
                var body = (may
                                ? "{\"object\":\"list\",\"data\":[],\"has_more\":false,\"url\":\"/v1/events\"}"
                                : "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"The provided key does not have the required permissions\"}}")
                        .getBytes();
                exchange.sendResponseHeaders(may ? 200 : 403, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        narrow.start();
        try {
            environment.put(
                    "STRIPE_API_BASE", "http://127.0.0.1:" + narrow.getAddress().getPort());

            var found = call("check");

            assertThat(found.status()).isEqualTo(1);
            assertThat(found.said())
                    .contains(
                            "ok  Events, read", "!!  Disputes, read", "the key may not", "--  webhook", "--  catalog");
        } finally {
            narrow.stop(0);
        }
    }

    @Test
    void wrong_words_are_a_misuse() {
        assertThat(call("catalog", "--now").status()).isEqualTo(64);
        assertThat(call("check", "twice").status()).isEqualTo(64);
        assertThat(call("webhook").status()).isEqualTo(64);
    }

    private Outcome call(String... words) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true);
        return new Outcome(StripeCommand.run(List.of(words), environment, out, out), said.toString());
    }
}
