package shop.handover.fulfillment.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static shop.handover.fulfillment.journey.Events.order;
import static shop.handover.fulfillment.journey.Outside.SOON;
import static shop.handover.fulfillment.journey.Outside.ask;
import static shop.handover.fulfillment.journey.Outside.awaitMail;
import static shop.handover.fulfillment.journey.Outside.awaitStatus;
import static shop.handover.fulfillment.journey.Outside.mailsTo;
import static shop.handover.fulfillment.journey.Outside.publish;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.fulfillment.journey.Events.Order;
import shop.handover.kit.event.BuyerRequest;
import shop.handover.kit.stripe.CheckoutId;
import shop.handover.kit.stripe.Reference;

/// What buyers ask for on our pages, on a real broker and a real database.
@QuarkusTest
@QuarkusTestResource(World.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestsTest {

    @Test
    void a_fresh_link_goes_to_the_purchases_own_address_three_times_a_day() throws Exception {
        var order = bought();

        for (var i = 0; i < 5; i++) {
            ask(request(BuyerRequest.FRESH_LINK, order.session(), "somebody@else.example", ""));
        }
        var last = bought();
        ask(request(BuyerRequest.FRESH_LINK, last.session(), "", ""));

        awaitMail(last, "FRESH_LINK", "SENT");
        await().atMost(SOON).until(() -> mailsTo(order.buyer()).size() == 4);
        assertThat(links(order)).isEqualTo("3");
        assertThat(mailsTo("somebody@else.example")).isEmpty();
    }

    @Test
    void a_request_heard_twice_is_answered_once() throws Exception {
        var order = bought();
        var request = request(BuyerRequest.LOST_DOWNLOAD, "", order.buyer().toUpperCase(java.util.Locale.ROOT), "");

        ask(request);
        ask(request);
        var last = bought();
        ask(request(BuyerRequest.FRESH_LINK, last.session(), "", ""));

        awaitMail(last, "FRESH_LINK", "SENT");
        assertThat(links(order)).isEqualTo("1");
    }

    @Test
    void a_withdrawal_that_names_the_order_ends_the_download() throws Exception {
        var order = bought();
        var reference = Reference.of(new CheckoutId(order.session()));

        ask(request(BuyerRequest.WITHDRAWAL, "", order.buyer(), "order " + reference));

        awaitStatus(order, "WITHDRAWN");
        awaitMail(order, "WITHDRAWAL_RECEIVED", "SENT");
        awaitMail(order, "WITHDRAWAL_NOTICE", "SENT");
    }

    @Test
    void a_withdrawal_with_an_address_alone_is_told_and_left_to_a_person() throws Exception {
        var order = bought();

        ask(request(BuyerRequest.WITHDRAWAL, "", order.buyer(), "the handbook"));

        awaitMail(order, "WITHDRAWAL_NOTICE", "SENT");
        assertThat(Outside.status(order)).isEqualTo("PAID");
        awaitMail(order, "WITHDRAWAL_RECEIVED", "SENT");
        assertThat(text(order.buyer(), "withdrawal"))
                .contains("the handbook", "We check it and answer by mail.")
                .doesNotContain("The download has ended");
    }

    @Test
    void a_withdrawal_that_fits_no_purchase_is_told_to_the_owner_and_acknowledged_once_a_day() throws Exception {
        var stranger = "stranger-" + UUID.randomUUID() + "@example.com";
        var request = request(BuyerRequest.WITHDRAWAL, "", stranger, "visit www.spam.example now");

        ask(request);
        ask(request);
        ask(request(BuyerRequest.WITHDRAWAL, "", stranger, "again"));

        await().atMost(SOON).until(() -> told(stranger).size() == 2);
        assertThat(mailsTo(stranger)).hasSize(1);
        assertThat(text(stranger, "withdrawal"))
                .contains("arrived on", "/store/withdrawal")
                .doesNotContain("www.spam.example");
        assertThat(Outside.subject(told(stranger).getFirst())).isEqualTo("Withdrawal without a matching purchase");
    }

    private static List<MimeMessage> told(String stranger) {
        return mailsTo("owner@shop.example").stream()
                .filter(mail -> Outside.header(mail, "Reply-To").equals(stranger))
                .toList();
    }

    private static String text(String address, String subject) throws Exception {
        var mail = mailsTo(address).stream()
                .filter(found -> Outside.subject(found).contains(subject))
                .findFirst()
                .orElseThrow();
        return new String(mail.getRawInputStream().readAllBytes(), UTF_8)
                .replace("=\r\n", "")
                .replace("=20", " ");
    }

    private static Order bought() {
        var order = order();
        publish(order.event());
        awaitMail(order, "CONFIRMATION", "SENT");
        return order;
    }

    private static String links(Order order) {
        return Outside.ask(
                "SELECT count(*) FROM mail m JOIN purchase p ON p.id = m.purchase_id"
                        + " WHERE checkout_session_id = ? AND kind = 'FRESH_LINK'",
                order.session());
    }

    private static BuyerRequest request(String kind, String session, String email, String text) {
        return new BuyerRequest(
                UUID.randomUUID().toString(), kind, "example", session, email, "", text, "en", Instant.now());
    }
}
