package shop.handover.fulfillment.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static shop.handover.fulfillment.journey.Events.SECRET;
import static shop.handover.fulfillment.journey.Events.order;
import static shop.handover.fulfillment.journey.Events.signature;
import static shop.handover.fulfillment.journey.Outside.SOON;
import static shop.handover.fulfillment.journey.Outside.ask;
import static shop.handover.fulfillment.journey.Outside.awaitMail;
import static shop.handover.fulfillment.journey.Outside.awaitStatus;
import static shop.handover.fulfillment.journey.Outside.header;
import static shop.handover.fulfillment.journey.Outside.mailState;
import static shop.handover.fulfillment.journey.Outside.mailsTo;
import static shop.handover.fulfillment.journey.Outside.noticesOf;
import static shop.handover.fulfillment.journey.Outside.publish;
import static shop.handover.fulfillment.journey.Outside.read;
import static shop.handover.fulfillment.journey.Outside.status;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.fulfillment.journey.Events.Order;
import shop.handover.fulfillment.journey.MoodyRelay.Mood;
import shop.handover.kit.event.StripeEventRecord;

/// From the event on Kafka to the mails, on a real broker, a real database and a real SMTP server.
@QuarkusTest
@QuarkusTestResource(World.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class FulfillmentTest {

    @AfterEach
    void friends_again() {
        World.mood().be(Mood.FRIENDLY);
    }

    @Test
    void a_paid_checkout_becomes_one_purchase_and_two_mails() {
        var order = order();

        publish(order.event());

        awaitMail(order, "CONFIRMATION", "SENT");
        awaitMail(order, "SALE", "SENT");
        assertThat(ask("SELECT status FROM purchase WHERE checkout_session_id = ?", order.session()))
                .isEqualTo("PAID");
        assertThat(mailsTo(order.buyer())).singleElement().satisfies(mail -> {
            assertThat(Outside.subject(mail)).isEqualTo("Your download: Kubernetes Starter Stack");
            assertThat(header(mail, "From")).isEqualTo("\"Example Shop\" <support@shop.example>");
            assertThat(header(mail, "Reply-To")).isEqualTo("support@shop.example");
            assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
            assertThat(header(mail, "Cc")).isEmpty();
            assertThat(header(mail, "Message-ID")).isEqualTo("<confirmation.1." + order.session() + "@shop.example>");
            assertThat(GreenMailUtil.getBody(mail)).contains("/store/download?token=");
        });
        assertThat(noticesOf(order)).singleElement().satisfies(mail -> {
            assertThat(Outside.subject(mail)).isEqualTo("49.00\u00a0EUR: Kubernetes Starter Stack");
            assertThat(header(mail, "Reply-To")).isEqualTo(order.buyer());
        });
    }

    @Test
    void a_payment_told_twenty_times_is_recorded_and_mailed_once() {
        var order = order();
        var event = order.event();

        try (var tellers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 10).forEach(_ -> tellers.submit(() -> publish(event, order.event())));
        }
        var last = order();
        publish(last.event());

        awaitMail(last, "SALE", "SENT");
        awaitMail(order, "CONFIRMATION", "SENT");
        awaitMail(order, "SALE", "SENT");
        assertThat(ask("SELECT count(*) FROM purchase WHERE checkout_session_id = ?", order.session()))
                .isEqualTo("1");
        assertThat(mailsTo(order.buyer())).hasSize(1);
        assertThat(noticesOf(order)).hasSize(1);
    }

    @Test
    void an_unpaid_completion_leaves_nothing_and_the_later_payment_everything() {
        var order = order();
        publish(order.told("checkout.session.completed", "unpaid").event());
        var other = order();
        publish(other.event());
        awaitStatus(other, "PAID");
        assertThat(status(order)).isEmpty();

        publish(order.told("checkout.session.async_payment_succeeded", "paid").event());

        awaitMail(order, "CONFIRMATION", "SENT");
    }

    @Test
    void a_delayed_payment_that_fails_is_told_once_and_nothing_of_it_is_kept() {
        var order = order().told("checkout.session.async_payment_failed", "unpaid");
        World.stripe().shows(order.session(), order.object().put("created", 1).encode());

        publish(order.event(), order.event());

        await().atMost(SOON).until(() -> unsold(order, "state").equals("SENT"));
        assertThat(mailsTo(order.buyer())).singleElement().satisfies(mail -> {
            assertThat(Outside.subject(mail)).isEqualTo("Your payment did not go through: Kubernetes Starter Stack");
            assertThat(GreenMailUtil.getBody(mail)).doesNotContain("token=");
        });
        assertThat(status(order)).isEmpty();
        assertThat(unsold(order, "row_to_json(mail)::text")).doesNotContain(order.buyer());
    }

    @Test
    void a_payment_that_stripe_holds_for_paid_by_now_is_not_told_to_have_failed() {
        var order = order().told("checkout.session.async_payment_failed", "unpaid");
        World.stripe().shows(order.session(), order().object().put("created", 1).encode());

        publish(order.event());

        await().atMost(SOON).until(() -> unsold(order, "state").equals("WITHHELD"));
        assertThat(mailsTo(order.buyer())).isEmpty();
    }

    @Test
    void a_free_checkout_is_a_purchase_too() {
        var order = order().priced("4900", 4900).told("checkout.session.completed", "no_payment_required");
        var session = order.object().putNull("payment_intent").put("amount_total", 0);

        publish(Events.signed(order.type(), session));

        awaitMail(order, "CONFIRMATION", "SENT");
    }

    @Test
    void a_refund_that_comes_before_its_payment_is_not_forgotten() {
        var order = order();

        publish(order.refund("re_1" + order.name(), 4900, "succeeded"), order.event());

        awaitStatus(order, "REFUNDED");
        var next = order();
        publish(next.event());
        awaitMail(next, "CONFIRMATION", "SENT");
        assertThat(mailsTo(order.buyer())).isEmpty();
    }

    @Test
    void a_refund_ends_the_download_and_a_failed_one_gives_it_back() {
        var order = order();
        publish(order.event());
        awaitMail(order, "CONFIRMATION", "SENT");

        publish(order.refund("re_2" + order.name(), 4900, "succeeded"));
        awaitMail(order, "REFUNDED", "SENT");
        assertThat(status(order)).isEqualTo("REFUNDED");
        publish(order.refund("re_2" + order.name(), 4900, "failed"));

        awaitStatus(order, "PAID");
        assertThat(mailsTo(order.buyer()))
                .extracting(Outside::subject)
                .containsExactly(
                        "Your download: Kubernetes Starter Stack",
                        "Refunded: 49.00\u00a0EUR for Kubernetes Starter Stack");
    }

    @Test
    void a_dispute_pauses_and_a_won_one_resumes() {
        var order = order();
        publish(order.event(), order.dispute("needs_response"));
        awaitStatus(order, "DISPUTED");

        publish(order.dispute("won"));

        awaitStatus(order, "DISPUTE_WON");
        awaitMail(order, "CONFIRMATION", "SENT");
    }

    @Test
    void poison_is_kept_with_its_bytes_and_reason_and_stops_nobody() {
        var bytes = "{broken".getBytes(UTF_8);
        var poison = new StripeEventRecord(
                "k", "evt_poison", "x", false, Instant.now(), signature(bytes, SECRET), Optional.empty(), bytes);
        var order = order();

        publish(poison, order.event());

        awaitStatus(order, "PAID");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(read("stripe-events-dead"))
                        .filteredOn(dead -> Arrays.equals(dead.value(), bytes))
                        .singleElement()
                        .satisfies(dead -> {
                            assertThat(header(dead, "dead-reason")).startsWith("not an event");
                            assertThat(header(dead, "dead-topic")).isEqualTo("stripe-events");
                            assertThat(header(dead, "event-id")).isEqualTo("evt_poison");
                        }));
    }

    @Test
    void a_forged_record_is_never_a_free_product() {
        var order = order();
        var genuine = order.event();
        var forged = Events.record(genuine.body(), signature(genuine.body(), "whsec_somebodyelse"));
        var other = order();

        publish(forged, other.event());

        awaitStatus(other, "PAID");
        assertThat(status(order)).isEmpty();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(read("stripe-events-dead"))
                        .anySatisfy(dead -> assertThat(dead.value()).isEqualTo(genuine.body())));
    }

    @Test
    void another_shops_sale_is_left_alone() {
        var theirs = order().ofShop("neighbour");
        var ours = order();

        publish(theirs.event(), ours.event());

        awaitStatus(ours, "PAID");
        assertThat(status(theirs)).isEmpty();
    }

    @Test
    void an_amount_that_is_not_the_prices_is_held_for_a_person() {
        var order = order().priced("4900", 100);

        publish(order.event());

        awaitMail(order, "HELD_NOTICE", "SENT");
        assertThat(status(order)).isEqualTo("HELD");
        assertThat(mailsTo(order.buyer())).isEmpty();
    }

    @Test
    void a_price_that_has_changed_since_is_asked_for_and_honoured() {
        var order = order().priced("4200", 4200);
        World.stripe().sold(order.session(), 4200);

        publish(order.event());

        awaitMail(order, "CONFIRMATION", "SENT");
    }

    @Test
    void a_buyer_who_pays_what_he_wants_may_pay_more_but_not_less() {
        var generous = order().of("postfix-relay-handbook").priced("1900+", 2900);
        var stingy = order().of("postfix-relay-handbook").priced("1900+", 1000);

        // Chosen on our page: sealed with its amount, whatever the least is by now.
        var chosen = order().of("postfix-relay-handbook").priced("1800+1850", 1850);
        var other = order().of("postfix-relay-handbook").priced("1900+2500", 2400);

        publish(generous.event(), stingy.event(), chosen.event(), other.event());

        awaitStatus(generous, "PAID");
        awaitStatus(chosen, "PAID");
        awaitStatus(other, "HELD");
        awaitStatus(stingy, "HELD");
    }

    @Test
    void a_german_buyer_is_written_to_in_german() {
        var order = order().in("de");

        publish(order.event());

        awaitMail(order, "CONFIRMATION", "SENT");
        assertThat(mailsTo(order.buyer()))
                .singleElement()
                .extracting(Outside::subject)
                .isEqualTo("Ihr Download: Kubernetes Starter Stack");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c@x.example\r\nBcc: evil@x.example",
                "a@x.example,b@x.example",
                "x <a@x.example>",
                "a b@x.example"
            })
    void an_address_that_is_more_than_one_reaches_no_header(String address) {
        var order = order().from(address);

        publish(order.event());

        awaitMail(order, "BOUNCE_NOTICE", "SENT");
        awaitMail(order, "CONFIRMATION", "FAILED");
        awaitMail(order, "SALE", "SENT");
        assertThat(noticesOf(order)).allSatisfy(mail -> {
            assertThat(header(mail, "Reply-To")).isEqualTo("support@shop.example");
            assertThat(header(mail, "Bcc")).isEmpty();
        });
    }

    @Test
    void a_relay_that_hangs_up_or_asks_to_wait_gets_the_mail_later() {
        var order = order();
        World.mood().be(Mood.HANGS_UP);
        publish(order.event());
        await().atMost(SOON).until(() -> attempts(order) >= 2);
        World.mood().be(Mood.GREYLISTS);
        var seen = attempts(order);
        await().atMost(SOON).until(() -> attempts(order) > seen + 1);

        World.mood().be(Mood.FRIENDLY);

        awaitMail(order, "CONFIRMATION", "SENT");
        assertThat(mailsTo(order.buyer())).hasSize(1);
    }

    @Test
    void a_rejected_mail_is_given_up_at_once_and_the_owner_told() {
        var order = order();
        World.mood().be(Mood.REJECTS);

        publish(order.event());

        awaitMail(order, "CONFIRMATION", "FAILED");
        assertThat(attempts(order)).isEqualTo(1);
        assertThat(mailState(order, "BOUNCE_NOTICE")).isNotEmpty();
    }

    @Test
    void a_relay_that_falls_silent_is_asked_once_more() {
        var order = order();
        World.mood().be(Mood.FALLS_SILENT);
        publish(order.event());
        awaitMail(order, "CONFIRMATION", "IN_DOUBT");

        World.mood().be(Mood.FRIENDLY);

        awaitMail(order, "CONFIRMATION", "SENT");
        assertThat(mailsTo(order.buyer()))
                .singleElement()
                .extracting(GreenMailUtil::getBody)
                .asString()
                .contains("received this mail already");
    }

    @Test
    void the_state_of_a_purchase_is_told_with_a_growing_version_and_without_the_buyer() {
        var order = order();
        publish(order.event());
        await().atMost(SOON).until(() -> told(order).size() == 1);

        publish(order.refund("re_3" + order.name(), 4900, "succeeded"));

        await().atMost(SOON).until(() -> told(order).size() == 2);
        assertThat(told(order).getFirst()).contains("\"entitled\":true").doesNotContain("example.com");
        assertThat(told(order).getLast()).contains("\"entitled\":false", "\"reason\":\"REFUNDED\"");
        assertThat(version(told(order).getLast()))
                .isGreaterThan(version(told(order).getFirst()));
    }

    // Longer than any limit of a library that would end the waiting; six minutes in full tests, seconds else.
    @Test
    void a_database_that_is_away_is_waited_for_however_long() {
        var order = order();
        var dead = read("stripe-events-dead").size();
        var away = Duration.ofSeconds("full".equals(System.getProperty("handover.tests")) ? 360 : 6);
        World.postgres().kill();

        publish(order.event());
        await().pollDelay(away).atMost(away.plus(SOON)).until(() -> true);
        World.postgres().resume();

        awaitMail(order, "CONFIRMATION", "SENT");
        assertThat(read("stripe-events-dead")).hasSize(dead);
    }

    private static String unsold(Order order, String what) {
        return ask("SELECT " + what + " FROM mail WHERE unsold_session = ?", order.session());
    }

    private static long attempts(Order order) {
        var attempts = ask(
                "SELECT max(attempts) FROM mail m JOIN purchase p ON p.id = m.purchase_id WHERE checkout_session_id = ?",
                order.session());
        return attempts.matches("\\d+") ? Long.parseLong(attempts) : 0;
    }

    private static long version(String state) {
        return Long.parseLong(state.replaceAll(".*\"version\":(\\d+).*", "$1"));
    }

    private static List<String> told(Order order) {
        return read("purchases").stream()
                .filter(state -> state.key().equals(order.session()))
                .map(state -> new String(state.value(), UTF_8))
                .toList();
    }
}
