package shop.handover.fulfillment.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static shop.handover.fulfillment.journey.Events.order;
import static shop.handover.fulfillment.journey.Outside.SOON;
import static shop.handover.fulfillment.journey.Outside.ask;
import static shop.handover.fulfillment.journey.Outside.awaitMail;
import static shop.handover.fulfillment.journey.Outside.mailState;
import static shop.handover.fulfillment.journey.Outside.publish;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.fulfillment.journey.Events.Order;
import shop.handover.sandbox.machine.Ports;

/// The courier and a real Postfix, which greylists, rejects, hangs and dies.
@QuarkusTest
@QuarkusTestResource(World.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class PostfixTest {

    // What a relay that dies may have taken without saying so: the mails under way at once.
    private static final int HANDS = 4;
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID: *(<[^>]+>)");

    private static Postfix postfix;

    @BeforeAll
    static void start() {
        assumeTrue(Postfix.missing().isEmpty(), Postfix.missing());
        postfix = Postfix.start();
    }

    @AfterAll
    static void stop() {
        if (postfix != null) {
            postfix.close();
        }
    }

    @BeforeEach
    void through_postfix() {
        World.mood().standBefore(postfix.port());
    }

    @AfterEach
    void as_before() {
        World.mood().standBack();
    }

    @Test
    void a_mail_lies_in_the_mailbox_once_and_as_it_was_written() {
        var order = order();

        publish(order.event());

        awaitMail(order, "CONFIRMATION", "SENT");
        awaitMail(order, "SALE", "SENT");
        await().atMost(SOON).until(() -> to(order).size() == 1);
        assertThat(to(order).getFirst())
                .contains("Message-ID: <confirmation.1." + order.session() + "@shop.example>")
                .contains("From: \"Example Shop\" <support@shop.example>")
                .contains("Reply-To: support@shop.example");
    }

    @Test
    void a_greylisted_mail_comes_again_and_arrives_once() {
        var order = order();
        postfix.answer(order.buyer(), "451 4.7.1 Greylisted, come back later");
        publish(order.event());
        await().atMost(SOON).until(() -> attempts(order) >= 2);
        assertThat(mailState(order, "CONFIRMATION")).isEqualTo("OWED");
        awaitMail(order, "SALE", "SENT");

        postfix.answerNobody();

        awaitMail(order, "CONFIRMATION", "SENT");
        await().atMost(SOON).until(() -> to(order).size() == 1);
    }

    @Test
    void a_rejected_mail_fails_at_once_holds_up_nobody_and_is_told_to_the_owner() {
        var order = order();
        var next = order();
        postfix.answer(order.buyer(), "550 5.1.1 No such user here");

        publish(order.event(), next.event());

        awaitMail(order, "CONFIRMATION", "FAILED");
        awaitMail(order, "BOUNCE_NOTICE", "SENT");
        awaitMail(next, "CONFIRMATION", "SENT");
        assertThat(attempts(order)).isEqualTo(1);
        assertThat(to(order)).isEmpty();
        await().atMost(SOON)
                .until(() ->
                        postfix.delivered("bounce_notice.").stream().anyMatch(mail -> mail.contains(order.session())));
        postfix.answerNobody();
    }

    @Test
    void a_relay_that_dies_with_mails_under_way_gets_them_all_once_it_is_back() {
        var orders = IntStream.range(0, 12).mapToObj(_ -> order()).toList();
        publish(orders.stream().map(Order::event).toArray(shop.handover.kit.event.StripeEventRecord[]::new));
        await().atMost(SOON)
                .until(() -> orders.stream()
                        .anyMatch(order -> mailState(order, "CONFIRMATION").equals("SENT")));

        postfix.kill();
        assertThat(ask("SELECT count(*) FROM mail WHERE state = 'FAILED' AND last_error LIKE '%reached%'"))
                .isEqualTo("0");
        postfix.resume();

        orders.forEach(order -> awaitMail(order, "CONFIRMATION", "SENT"));
        await().atMost(SOON)
                .until(() -> orders.stream().noneMatch(order -> to(order).isEmpty()));
        assertThat(orders.stream().mapToInt(order -> to(order).size() - 1).sum())
                .isBetween(0, HANDS);
        assertThat(orders)
                .allSatisfy(order -> assertThat(
                                to(order).stream().map(PostfixTest::messageId).collect(Collectors.toSet()))
                        .hasSize(1));
    }

    // smtp-sink comes with Postfix: it answers DATA half a minute late, and the courier has gone by then.
    @Test
    void a_relay_that_hangs_after_data_may_have_the_mail_and_gets_it_once_more() throws Exception {
        var order = order();
        var port = Ports.free();
        var sink = new ProcessBuilder("/usr/sbin/smtp-sink", "-u", "postfix", "-w", "30", "127.0.0.1:" + port, "100")
                .inheritIO()
                .start();
        try {
            await().atMost(SOON).until(() -> listens(port));
            World.mood().standBefore(port);
            publish(order.event());
            awaitMail(order, "CONFIRMATION", "IN_DOUBT");
        } finally {
            World.mood().standBefore(postfix.port());
            sink.destroyForcibly().waitFor();
        }

        awaitMail(order, "CONFIRMATION", "SENT");
        await().atMost(SOON).until(() -> to(order).size() == 1);
        assertThat(to(order).getFirst()).contains("received this mail already");
    }

    private static List<String> to(Order order) {
        return postfix.delivered("Delivered-To: " + order.buyer());
    }

    private static String messageId(String mail) {
        var found = MESSAGE_ID.matcher(mail);
        return found.find() ? found.group(1) : "none";
    }

    private static long attempts(Order order) {
        var attempts = ask(
                "SELECT attempts FROM mail m JOIN purchase p ON p.id = m.purchase_id"
                        + " WHERE checkout_session_id = ? AND kind = 'CONFIRMATION'",
                order.session());
        return attempts.isEmpty() ? 0 : Long.parseLong(attempts);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
