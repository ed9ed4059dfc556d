package shop.handover.system;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.byteman.agent.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import shop.handover.kit.event.Topic;
import shop.handover.sandbox.inbox.Mail;

/// The packaged services, each killed at the very instants that tempt a design to lose or double something. Byteman
/// halts the JVM at the named method, without a goodbye; whoever comes next runs under the next rule, and must finish
/// what its dead predecessors began. A rule that never fires fails the test: nobody dies of it.
@EnabledIfSystemProperty(
        named = "handover.tests",
        matches = "full",
        disabledReason = "a long run: ./handover test full")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExactInstantsTest {

    private static final Duration SOON = Duration.ofSeconds(90);

    // What a dead courier may have handed over and not noted: the mails under way at once.
    private static final int HANDS = 4;

    /// @param method where the JVM ends, as `class#method`, and `location` on the way into or out of it
    private record Instant(String name, String method, String location) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Instant> OF_THE_WEBHOOK = List.of(
            new Instant("before the check", "shop.handover.kit.stripe.WebhookSignature#verify", "AT ENTRY"),
            new Instant(
                    "between check and journal", "shop.handover.webhook.kafka.KafkaEventJournal#append", "AT ENTRY"),
            new Instant("on its way to the broker", "org.apache.kafka.clients.producer.KafkaProducer#send", "AT EXIT"),
            new Instant("when the broker says yes", "shop.handover.webhook.metrics.Signals#arrived", "AT ENTRY"),
            new Instant(
                    "between yes and answer", "shop.handover.webhook.http.StripeWebhookResource#answer", "AT ENTRY"),
            new Instant(
                    "with the answer in hand", "shop.handover.webhook.http.StripeWebhookResource#answer", "AT EXIT"));

    private static final List<Instant> OF_FULFILLMENT = List.of(
            new Instant("before anything", "shop.handover.fulfillment.purchase.RecordPayments#record", "AT ENTRY"),
            new Instant(
                    "before the commit",
                    "shop.handover.fulfillment.postgres.PostgresPurchases$Work#recorded",
                    "AT ENTRY"),
            new Instant(
                    "between commit and offset",
                    "shop.handover.fulfillment.kafka.StripeEventsConsumer#tell",
                    "AT ENTRY"),
            new Instant("before the relay", "shop.handover.fulfillment.smtp.SmtpMailbox#post", "AT ENTRY"),
            new Instant(
                    "between the relay's 250 and our mark", "shop.handover.fulfillment.mail.Courier#mark", "AT ENTRY"),
            new Instant(
                    "between telling a state and noting it",
                    "shop.handover.fulfillment.postgres.PostgresUntoldStates#forget",
                    "AT ENTRY"));

    private static Ground ground;

    @BeforeAll
    static void lay_the_ground() {
        ground = new Ground("exact_instants");
    }

    @AfterAll
    static void leave() {
        ground.close();
    }

    @Test
    void an_event_outlives_its_receiver_at_every_instant_because_stripe_comes_again() throws Exception {
        var sales = new ArrayList<SignedSale>();
        for (var instant : OF_THE_WEBHOOK) {
            var sale = SignedSale.some();
            sales.add(sale);
            try (var doomed = ground.webhook(killed(instant)).ready()) {
                assertThat(Ground.tell(doomed, sale)).as("answer %s", instant).isZero();
                assertThat(doomed.end()).as("exit status %s", instant).isEqualTo(137);
            }
        }

        try (var webhook = ground.webhook().ready()) {
            for (var sale : sales) {
                assertThat(Ground.tell(webhook, sale)).isEqualTo(200);
            }
        }

        for (var i = 0; i < sales.size(); i++) {
            // What was acknowledged to a dead receiver is told twice; absorbing that is fulfillment's part.
            var acknowledged = i >= 3;
            assertThat(ground.told(sales.get(i)))
                    .as("records of a sale told %s", OF_THE_WEBHOOK.get(i))
                    .isBetween(acknowledged ? 2L : 1L, 2L);
        }
    }

    @Test
    void a_purchase_outlives_its_recorder_at_every_instant_and_is_one_purchase() throws Exception {
        var sales = new ArrayList<SignedSale>();
        for (var instant : OF_FULFILLMENT) {
            var sale = SignedSale.some();
            sales.add(sale);
            ground.publish(sale, sale);
            try (var doomed = ground.fulfillment(options(killed(instant)))) {
                assertThat(doomed.end()).as("exit status %s", instant).isEqualTo(137);
            }
        }

        try (var fulfillment = ground.fulfillment(options()).ready()) {
            await().atMost(SOON)
                    .until(() -> ground.ask("SELECT count(*) FROM mail WHERE state <> 'SENT'")
                                    .equals("0")
                            && sales.stream().allMatch(sale -> mailed(sale, "confirmation") && mailed(sale, "sale")));
            assertThat(fulfillment.metrics()).contains("handover_events_total{outcome=\"dead\"} 0.0");
        }

        for (var sale : sales) {
            assertThat(ground.ask("SELECT count(*) FROM purchase WHERE checkout_session_id = '" + sale.session() + "'"))
                    .isEqualTo("1");
            assertThat(ground.ask("SELECT count(*) FROM mail m JOIN purchase p ON p.id = m.purchase_id"
                            + " WHERE checkout_session_id = '" + sale.session() + "'"))
                    .isEqualTo("2");
        }
        assertThat(ground.read(Topic.STRIPE_EVENTS_DEAD)).isEmpty();
        assertThat(extraMails()).isBetween(1, HANDS * OF_FULFILLMENT.size());
    }

    // The same mail twice is the same Message-ID twice, so that a mailbox can fold them into one. Of whatever sale:
    // those that the other test told lie on the topic too, and it may be their mail that a courier dies with.
    private static int extraMails() {
        return ground.mails().stream().collect(groupingBy(Mail::messageId)).values().stream()
                .mapToInt(same -> same.size() - 1)
                .sum();
    }

    private static boolean mailed(SignedSale sale, String kind) {
        return ground.mails(sale).stream().anyMatch(mail -> mail.messageId().startsWith(kind + "."));
    }

    // A member that comes again by its name need not wait until the group has given the dead one up.
    private static String[] options(String... more) {
        var options = new ArrayList<>(List.of(
                "-Dmp.messaging.incoming.stripe-events.group.instance.id=one",
                "-Dmp.messaging.incoming.requests.group.instance.id=one"));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    private static String killed(Instant instant) throws IOException, URISyntaxException {
        var method = instant.method().split("#");
        var rules = Files.createDirectories(Path.of("target", "instants"))
                .resolve(instant.name().replaceAll("\\W+", "-") + ".btm");
        Files.writeString(rules, """
                RULE %s
                CLASS %s
                METHOD %s
                %s
                IF TRUE
                DO killJVM(137)
                ENDRULE
                """.formatted(instant.name(), method[0], method[1], instant.location()));
        var byteman = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return "-javaagent:%s=script:%s,boot:%s".formatted(byteman, rules.toAbsolutePath(), byteman);
    }
}
