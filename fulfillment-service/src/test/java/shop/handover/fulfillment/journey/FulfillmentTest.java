package shop.handover.fulfillment.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.handover.fulfillment.journey.Events.order;
import static shop.handover.fulfillment.journey.Outside.ask;
import static shop.handover.fulfillment.journey.Outside.awaitMail;
import static shop.handover.fulfillment.journey.Outside.header;
import static shop.handover.fulfillment.journey.Outside.mailsTo;
import static shop.handover.fulfillment.journey.Outside.noticesOf;
import static shop.handover.fulfillment.journey.Outside.publish;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// From the event on Kafka to the mails, on a real broker, a real database and a real SMTP server.
@QuarkusTest
@QuarkusTestResource(value = World.class, restrictToAnnotatedClass = true)
@DisplayNameGeneration(ReplaceUnderscores.class)
class FulfillmentTest {

    @Test
    void a_paid_checkout_becomes_one_purchase_and_two_mails() {
        var order = order();

        publish(order.event());

        awaitMail(order, "CONFIRMATION", "SENT");
        awaitMail(order, "SALE", "SENT");
        assertThat(ask("SELECT status FROM purchase WHERE checkout_session_id = ?", order.session()))
                .isEqualTo("PAID");
        assertThat(mailsTo(order.buyer())).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).isEqualTo("Your download: Kubernetes Starter Stack");
            assertThat(header(mail, "From")).isEqualTo("\"Example Shop\" <support@shop.example>");
            assertThat(header(mail, "Reply-To")).isEqualTo("support@shop.example");
            assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
            assertThat(header(mail, "Message-ID")).isEqualTo("<confirmation.1." + order.session() + "@shop.example>");
            assertThat(GreenMailUtil.getBody(mail)).contains("/store/download?token=");
        });
        assertThat(noticesOf(order)).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).isEqualTo("49.00\u00a0EUR: Kubernetes Starter Stack");
            assertThat(header(mail, "Reply-To")).isEqualTo(order.buyer());
        });
    }
}
