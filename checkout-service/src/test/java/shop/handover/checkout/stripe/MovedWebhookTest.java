package shop.handover.checkout.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.WebhookEndpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.kit.command.StripeCommand;
import shop.handover.sandbox.stripe.StripeSandbox;

/// A shop that moves takes its webhook endpoint along: one left behind would be told for days.
@DisplayNameGeneration(ReplaceUnderscores.class)
class MovedWebhookTest {

    private static final String KEY = "sk_test_not_a_real_key";
    private static final String OLD = "http://127.0.0.1:9/api/stripe/webhook";
    private static final String NEW = "http://127.0.0.1:10/api/stripe/webhook";

    private static StripeSandbox stripe;

    @BeforeAll
    static void start() {
        stripe = StripeSandbox.start(StripeSandbox.Options.standard());
    }

    @AfterAll
    static void close() {
        stripe.close();
    }

    @Test
    void the_endpoint_moves_with_its_secret_and_one_left_behind_goes_away() throws Exception {
        var made = webhook("--url", OLD);
        var moved = webhook("--url", NEW, "--moved-from", OLD);

        assertThat(made).contains("STRIPE_WEBHOOK_SECRET=whsec_");
        assertThat(moved).contains("moved webhook endpoint").doesNotContain("STRIPE_WEBHOOK_SECRET");
        assertThat(endpoints()).extracting(WebhookEndpoint::getUrl).containsExactly(NEW);

        webhook("--url", OLD);
        webhook("--url", NEW, "--moved-from", OLD);

        assertThat(endpoints()).extracting(WebhookEndpoint::getUrl).containsExactly(NEW);
    }

    private static List<WebhookEndpoint> endpoints() throws StripeException {
        return StripeClient.builder()
                .setApiKey(KEY)
                .setApiBase(stripe.url())
                .build()
                .v1()
                .webhookEndpoints()
                .list()
                .getData();
    }

    private static String webhook(String... words) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StripeCommand.class.getName(),
                "webhook"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("STRIPE_SECRET_KEY", KEY);
        builder.environment().put("STRIPE_API_BASE", stripe.url());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
