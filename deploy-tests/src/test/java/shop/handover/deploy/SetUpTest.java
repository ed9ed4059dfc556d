package shop.handover.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.handover.kit.command.SetUp;
import shop.handover.sandbox.stripe.StripeSandbox;

/// The set-up of a house in containers, repeated at every start.
@DisplayNameGeneration(ReplaceUnderscores.class)
class SetUpTest {

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void folders() throws IOException {
        for (var reader :
                List.of("checkout-service", "webhook-service", "fulfillment-service", "download-service", "postgres")) {
            Files.createDirectories(folder.resolve(reader));
        }
        environment.put("STRIPE_API_BASE", "http://sandbox:12111");
    }

    @Test
    void each_service_gets_its_own_secrets_and_no_others() {
        assertThat(run("secrets")).isZero();

        assertThat(kept("download-service")).containsExactlyInAnyOrder("stripe-secret-key", "link-keys");
        assertThat(kept("webhook-service")).containsExactly("stripe-secret-key");
        assertThat(kept("postgres")).containsExactly("database-password");
        assertThat(read("fulfillment-service", "database-url"))
                .isEqualTo(
                        "postgresql://handover:" + read("postgres", "database-password") + "@postgres:5432/handover");
        assertThat(read("checkout-service", "link-keys"))
                .isEqualTo(read("download-service", "link-keys"))
                .matches("house:[\\w-]{43}");
    }

    @Test
    void what_was_made_once_stays() {
        run("secrets");
        var before = List.of(
                read("checkout-service", "stripe-secret-key"),
                read("checkout-service", "link-keys"),
                read("postgres", "database-password"));

        run("secrets");

        assertThat(List.of(
                        read("checkout-service", "stripe-secret-key"),
                        read("checkout-service", "link-keys"),
                        read("postgres", "database-password")))
                .isEqualTo(before);
    }

    @Test
    void what_the_operator_gives_is_taken() {
        run("secrets");
        environment.remove("STRIPE_API_BASE");
        environment.put("STRIPE_SECRET_KEY", "sk_test_of_the_shop");
        environment.put("LINK_KEYS", "b:" + "B".repeat(43));
        environment.put("STRIPE_WEBHOOK_SECRET", "whsec_of_the_shop");
        environment.put("DATABASE_PASSWORD", "a p@ss/word+");

        assertThat(run("secrets")).isZero();

        assertThat(read("webhook-service", "stripe-secret-key")).isEqualTo("sk_test_of_the_shop");
        assertThat(read("fulfillment-service", "link-keys")).startsWith("b:");
        assertThat(read("fulfillment-service", "stripe-webhook-secret")).isEqualTo("whsec_of_the_shop");
        assertThat(read("postgres", "database-password")).isEqualTo("a p@ss/word+");
        assertThat(read("fulfillment-service", "database-url")).contains(":a%20p%40ss%2Fword%2B@");
    }

    @Test
    void real_stripe_without_a_key_is_refused_with_the_way_out() {
        environment.remove("STRIPE_API_BASE");

        assertThat(run("secrets")).isOne();

        assertThat(said.toString()).contains("STRIPE_SECRET_KEY is not set", ".env");
    }

    @Test
    void a_live_key_is_given_to_nobody_but_stripe() {
        environment.put("STRIPE_SECRET_KEY", "sk_live_of_the_shop");

        assertThat(run("secrets")).isOne();

        assertThat(said.toString()).contains("live", "STRIPE_API_BASE").doesNotContain("sk_live_of_the_shop");
        assertThat(kept("checkout-service")).isEmpty();
    }

    @Test
    void stripe_learns_the_catalog_and_where_to_tell_its_events_and_its_secret_is_kept() {
        try (var stripe = StripeSandbox.start(StripeSandbox.Options.standard())) {
            furnish(stripe);
            var secret = read("webhook-service", "stripe-webhook-secret");

            assertThat(secret).startsWith("whsec_").isEqualTo(read("fulfillment-service", "stripe-webhook-secret"));
            assertThat(said.toString()).doesNotContain(secret);

            // The next start finds all of it there.
            assertThat(run("stripe")).isZero();
            assertThat(read("webhook-service", "stripe-webhook-secret")).isEqualTo(secret);
        }
    }

    @Test
    void an_endpoint_whose_secret_is_lost_is_not_passed_over() throws IOException {
        try (var stripe = StripeSandbox.start(StripeSandbox.Options.standard())) {
            furnish(stripe);
            Files.delete(folder.resolve("webhook-service/stripe-webhook-endpoint"));

            assertThat(run("stripe")).isOne();
            assertThat(said.toString()).contains("its secret is not known here");
        }
    }

    private void furnish(StripeSandbox stripe) {
        environment.put("STRIPE_API_BASE", stripe.url());
        environment.put(
                "CATALOG_PATH", Overlay.ROOT.resolve("catalog/catalog.yaml").toString());
        environment.put("WEBHOOK_URL", "http://gateway:8080/api/stripe/webhook");
        environment.put(
                "STRIPE_SECRET_KEY_FILE",
                folder.resolve("checkout-service/stripe-secret-key").toString());
        assertThat(run("secrets")).isZero();
        assertThat(run("stripe")).as(said.toString()).isZero();
    }

    private int run(String step) {
        return new SetUp(environment, folder, new PrintStream(said, true)).run(step);
    }

    private List<String> kept(String reader) {
        return List.of(folder.resolve(reader).toFile().list());
    }

    private String read(String reader, String name) {
        try {
            return Files.readString(folder.resolve(reader).resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
