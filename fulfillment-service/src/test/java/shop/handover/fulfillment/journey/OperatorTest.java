package shop.handover.fulfillment.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static shop.handover.fulfillment.journey.Events.order;
import static shop.handover.fulfillment.journey.Outside.SOON;
import static shop.handover.fulfillment.journey.Outside.ask;
import static shop.handover.fulfillment.journey.Outside.awaitMail;
import static shop.handover.fulfillment.journey.Outside.awaitStatus;
import static shop.handover.fulfillment.journey.Outside.header;
import static shop.handover.fulfillment.journey.Outside.mailState;
import static shop.handover.fulfillment.journey.Outside.mailsTo;
import static shop.handover.fulfillment.journey.Outside.publish;
import static shop.handover.fulfillment.journey.Outside.read;

import com.stripe.exception.StripeException;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.handover.fulfillment.journey.Events.Order;
import shop.handover.fulfillment.ledger.Reconcile;
import shop.handover.fulfillment.ledger.Span;
import shop.handover.fulfillment.mail.Declaration;
import shop.handover.fulfillment.mail.Notices;
import shop.handover.fulfillment.purchase.Erasure;

/// What an operator asks from a shell, and the verdict he gets.
@QuarkusTest
@QuarkusTestResource(World.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class OperatorTest {

    @Inject
    QuarkusApplication operator;

    @Inject
    Reconcile reconcile;

    @Inject
    Notices notices;

    @Inject
    Erasure erasure;

    @Test
    void the_ledger_prints_its_figures_and_one_verdict() throws Exception {
        forgetWhatStripeNeverSold();
        Sold.before(Duration.ofHours(1));

        var said = say(0, "ledger");

        assertThat(said).contains("paid at Stripe", "missing", "unexplained  ").contains("all are repaired");
    }

    @Test
    void a_restore_is_told_with_times_and_nothing_else() throws Exception {
        assertThat(say(64, "ledger", "--after-restore", "yesterday")).contains("usage: ledger");
        forgetWhatStripeNeverSold();

        assertThat(say(
                        0,
                        "ledger",
                        "--after-restore",
                        Instant.now().minusSeconds(60).toString()))
                .contains("unexplained     0");
    }

    @Test
    void a_database_restored_from_an_older_copy_is_refilled_and_nobody_is_mailed_twice() throws Exception {
        var sold = Sold.before(Duration.ofHours(1));
        ledger();
        await().atMost(SOON).until(() -> sold.mail("CONFIRMATION").equals("SENT") && version(sold) > 0);
        var told = version(sold);
        // What the older copy does not hold; all that hangs on the purchase goes with it.
        ask(
                "DELETE FROM payment_fact WHERE payment_key ="
                        + " (SELECT payment_key FROM purchase WHERE checkout_session_id = ?) RETURNING kind",
                sold.session());
        ask("DELETE FROM purchase WHERE checkout_session_id = ? RETURNING id", sold.session());

        forgetWhatStripeNeverSold();

        assertThat(say(
                        0,
                        "ledger",
                        "--after-restore",
                        Instant.now().minus(Duration.ofHours(2)).toString()))
                .contains("were missing, all are repaired");

        assertThat(sold.status()).isEqualTo("PAID");
        assertThat(sold.mail("CONFIRMATION")).isEqualTo("SUPPRESSED");
        assertThat(mailsTo(sold.buyer())).hasSize(1);
        // Listeners that keep the highest version hear it all the same.
        await().atMost(SOON).until(() -> version(sold) > told);
    }

    private static long version(Sold sold) {
        return read("purchases").stream()
                .filter(state -> state.key().equals(sold.session()))
                .map(state -> new String(state.value(), UTF_8).replaceAll(".*\"version\":(\\d+).*", "$1"))
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
    }

    @Test
    void a_held_purchase_is_shown_and_released_and_its_mails_follow() throws Exception {
        var order = order().priced("4900", 100);
        publish(order.event());
        awaitStatus(order, "HELD");

        assertThat(say(0, "purchase", "show", order.intent()))
                .contains("purchase: HELD", "HELD_NOTICE")
                .doesNotContain(order.buyer());
        assertThat(say(0, "purchase", "release", order.session())).contains("released, it is PAID");

        awaitMail(order, "CONFIRMATION", "SENT");
        assertThat(say(1, "purchase", "release", order.session())).contains("it is not held but PAID");
    }

    @Test
    void a_refund_goes_through_stripe_once_and_its_event_does_the_rest() throws Exception {
        var sold = Sold.before(Duration.ofHours(1));
        ledger();

        var first = say(0, "purchase", "refund", sold.session());
        var second = say(0, "purchase", "refund", sold.session());

        assertThat(first).contains("is on its way back").isEqualTo(second);
        assertThat(sold.status()).isEqualTo("PAID");
        assertThat(Sold.client()
                        .v1()
                        .checkout()
                        .sessions()
                        .retrieve(sold.session())
                        .getPaymentIntent())
                .startsWith("pi_");
        await().atMost(SOON)
                .until(() -> Sold.client().v1().refunds().list().getData().stream()
                        .anyMatch(refund -> first.contains(refund.getId())));
    }

    @Test
    void every_mail_is_shown_in_every_language_as_it_would_go_out(@TempDir Path folder) throws Exception {
        assertThat(say(0, "mails", "preview", "--out", folder.toString())).contains("mails: 28 mails");

        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(28 * 3);
        }
        assertThat(folder.resolve("de/confirmation.txt"))
                .content()
                .contains("Ihr Download ist bereit", "/store/download?token=v1.", "/store/withdrawal");
        assertThat(folder.resolve("en/payment-failed.html"))
                .content()
                .contains("Your payment did not go through", "/store/p/", "role=\"presentation\"")
                .doesNotContain("/store/download?token", "{|", "{page");
        assertThat(folder.resolve("en/sale.eml"))
                .content()
                .contains("Reply-To: buyer@example.com", "Auto-Submitted: auto-generated", "multipart/alternative")
                .doesNotContain("List-Unsubscribe");
        assertThat(say(64, "mails", "send")).contains("usage: mails preview");
    }

    @Test
    void a_day_is_summarised_once_and_only_for_the_owner() throws Exception {
        var order = order().priced("4900", 100);
        publish(order.event());
        awaitStatus(order, "HELD");
        var day = LocalDate.of(2001, 2, 3);

        assertThat(notices.summarise(day, Instant.now(), 2).await().atMost(SOON))
                .isTrue();
        assertThat(notices.summarise(day, Instant.now(), 2).await().atMost(SOON))
                .isFalse();

        await().atMost(SOON)
                .until(() -> mailsTo("owner@shop.example").stream()
                        .anyMatch(mail -> header(mail, "Message-ID").contains("daily-summary.2001-02-03")));
    }

    @Test
    void a_buyer_is_forgotten_and_the_books_are_not() throws Exception {
        var order = order();
        publish(order.event());
        awaitMail(order, "CONFIRMATION", "SENT");

        fetched(order);
        declared(order);

        assertThat(say(0, "purchase", "erase", order.session())).contains("the buyer is forgotten");

        await().atMost(SOON)
                .until(() -> read("purchases").stream()
                        .anyMatch(state -> state.key().equals(order.session()) && state.value() == null));
        for (var table :
                List.of("purchase", "mail", "payment_fact", "purchase_state", "stripe_event", "notice", "delivery")) {
            assertThat(ask("SELECT string_agg(t::text, ' ') FROM " + table + " t"))
                    .as(table)
                    .doesNotContain(order.buyer())
                    .doesNotContain(order.buyer().toUpperCase(Locale.ROOT));
        }
        assertThat(ask("SELECT count(*) FROM delivery WHERE checkout_session_id = ?", order.session()))
                .isEqualTo("0");
        assertThat(ask("SELECT amount_total FROM purchase WHERE checkout_session_id = ?", order.session()))
                .isEqualTo("4900");
        assertThat(say(0, "purchase", "erase", order.session())).contains("was forgotten before");
    }

    @Test
    void a_mail_without_a_purchase_is_forgotten_after_its_time_whether_days_are_summarised_or_not() {
        ask("INSERT INTO notice (kind, key, body, state, owed_at)"
                + " VALUES ('UNMATCHED_WITHDRAWAL', 'old', 'x', 'NOTHING_TO_SAY', now() - interval '31 days'),"
                + " ('UNMATCHED_WITHDRAWAL', 'young', 'x', 'NOTHING_TO_SAY', now() - interval '29 days') RETURNING id");

        erasure.tidy(Instant.now().minus(Duration.ofDays(30))).await().atMost(SOON);

        assertThat(ask("SELECT string_agg(key, ' ') FROM notice WHERE key IN ('old', 'young')"))
                .isEqualTo("young");
    }

    private static void fetched(Order order) {
        ask(
                "INSERT INTO delivery (id, checkout_session_id, product_slug, file, via, network, first_byte, length,"
                        + " size, started_at) VALUES (?, ?, 'p', 'f', 'disk', 'n', 0, 1, 1, now()) RETURNING id",
                "d" + order.name(),
                order.session());
    }

    // By the buyer, in his own spelling, before anybody could match it to the purchase.
    private void declared(Order order) {
        var declaration =
                new Declaration(Instant.now(), "A. Buyer", order.buyer().toUpperCase(Locale.ROOT), "the handbook");
        assertThat(notices.owe(declaration, "en", order.name()).await().atMost(SOON))
                .isEqualTo(2);
    }

    @Test
    void what_is_told_again_of_a_forgotten_buyer_brings_nobody_back() throws Exception {
        var order = order();
        publish(order.event());
        awaitMail(order, "CONFIRMATION", "SENT");
        say(0, "purchase", "erase", order.session());

        publish(order.event(), order.refund("re_9" + order.name(), 4900, "succeeded"));

        awaitStatus(order, "REFUNDED");
        assertThat(ask("SELECT email FROM purchase WHERE checkout_session_id = ?", order.session()))
                .isEmpty();
        awaitMail(order, "REFUND_NOTICE", "SENT");
        assertThat(mailState(order, "REFUNDED")).isEmpty();
        await().atMost(SOON).until(() -> lastTold(order).equals("forgotten"));
    }

    private static String lastTold(Order order) {
        return read("purchases").stream()
                .filter(state -> state.key().equals(order.session()))
                .reduce((_, later) -> later)
                .map(state -> state.value() == null ? "forgotten" : "remembered")
                .orElse("nothing");
    }

    @Test
    void what_is_unknown_or_misspelt_is_said_with_what_to_do() throws Exception {
        assertThat(say(1, "purchase", "show", "cs_test_nobody")).contains("run ledger");
        assertThat(say(64, "purchase", "sell", "cs_test_nobody")).contains("usage: purchase");
        assertThat(say(64, "dance")).contains("there is no command dance");
    }

    private void ledger() {
        assertThat(reconcile.reconcile(Span.month(Instant.now())).await().atMost(Duration.ofMinutes(1)))
                .isPresent();
    }

    private String say(int status, String... words) throws Exception {
        var said = new ByteArrayOutputStream();
        assertThat(run(said, words)).as(said::toString).isEqualTo(status);
        return said.toString();
    }

    // Tests sell without Stripe too. Once such a sale is ten minutes old, the ledger rightly asks who knows of it.
    private static void forgetWhatStripeNeverSold() throws StripeException {
        var known = Sold.sessions();
        for (var session :
                ask("SELECT string_agg(checkout_session_id, ' ') FROM purchase").split(" ")) {
            if (!known.contains(session)) {
                ask(
                        "DELETE FROM payment_fact WHERE payment_key ="
                                + " (SELECT payment_key FROM purchase WHERE checkout_session_id = ?) RETURNING kind",
                        session);
                ask("DELETE FROM purchase WHERE checkout_session_id = ? RETURNING id", session);
            }
        }
    }

    private int run(ByteArrayOutputStream said, String... words) throws Exception {
        var out = System.out;
        var err = System.err;
        try (var print = new PrintStream(said)) {
            System.setOut(print);
            System.setErr(print);
            return operator.run(words);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
