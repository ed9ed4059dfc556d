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
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stripe's own command line against the whole house. The sandbox's tests fetch it from npm; where they could not, this
/// is skipped, and says so.
@DisplayNameGeneration(ReplaceUnderscores.class)
class StripeCommandLineTest {

    private static final Path PROGRAM = Path.of(
                    "../sandbox/target/clients/node_modules/@stripe/cli-linux-x64/bin/stripe")
            .toAbsolutePath()
            .normalize();
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final String OWNER = "owner@shop.example";

    @TempDir
    private static Path home;

    private static House house;
    private static Buyer buyer;

    @BeforeAll
    static void move_in() {
        Assumptions.assumeTrue(
                Files.isExecutable(PROGRAM), "npm delivered no Stripe command line to the sandbox's tests");
        house = House.shared();
        buyer = new Buyer(house);
    }

    @Test
    void what_it_triggers_is_answered_and_its_sessions_are_counted_as_foreign() throws Exception {
        var counted = foreign();
        var types = List.of(
                "checkout.session.completed",
                "checkout.session.async_payment_succeeded",
                "checkout.session.async_payment_failed",
                "checkout.session.expired",
                "charge.refunded",
                "charge.dispute.created");

        for (var type : types) {
            stripe("trigger", type);
        }

        for (var type : types) {
            await().atMost(A_MINUTE)
                    .untilAsserted(() -> assertThat(buyer.listed("/v1/events?type=" + type + "&limit=1"))
                            .as("%s was answered with 200", type)
                            .singleElement()
                            .satisfies(event -> assertThat(
                                            event.path("pending_webhooks").asInt(-1))
                                    .isZero()));
        }
        // Three completed sessions, of which two were decided later, and one expired. Refunds and disputes name no
        // shop.
        await().atMost(A_MINUTE).untilAsserted(() -> assertThat(foreign()).isGreaterThanOrEqualTo(counted + 6));
    }

    private static double foreign() {
        return Pattern.compile("^handover_events_total\\{[^}]*outcome=\"foreign\"[^}]*} ([0-9.E]+)$", Pattern.MULTILINE)
                .matcher(house.metrics("fulfillment"))
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    @Test
    void a_session_of_ours_that_it_pays_is_a_purchase() throws Exception {
        var before = buyer.mails(OWNER).size();
        var email = "command-line-" + UUID.randomUUID() + "@example.com";

        stripe("post", "/v1/payment_pages/" + session(email) + "/confirm", "-d", "payment_method=pm_card_visa");

        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(buyer.mails(email)).hasSize(1));
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(buyer.mails(OWNER)).hasSize(before + 1));
    }

    private static String session(String email) {
        return buyer.checkout("""
                        {"productSlug": "community-supporter", "customerEmail": "%s"}""".formatted(email))
                .path("checkoutURL")
                .asText()
                .replaceAll("^.*/pay/(cs_test_[A-Za-z0-9]+).*$", "$1");
    }

    private static void stripe(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(PROGRAM.toString(), "--api-base", house.value("STRIPE_API_BASE")));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "STRIPE_API_KEY", house.value("STRIPE_SECRET_KEY"),
                        "STRIPE_CLI_TELEMETRY_OPTOUT", "1",
                        "HOME", home.toString(),
                        "XDG_CONFIG_HOME", home.toString()));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
