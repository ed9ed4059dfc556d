package shop.handover.webhook.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.kit.event.StripeEventRecord;
import shop.handover.kit.stripe.Mode;
import shop.handover.kit.stripe.WebhookSignature;
import shop.handover.webhook.SignedEvents;
import shop.handover.webhook.event.Receipt.Ignored;
import shop.handover.webhook.event.Receipt.Published;
import shop.handover.webhook.event.Receipt.Reason;
import shop.handover.webhook.event.Receipt.Rejected;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReceiveEventTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final byte[] PAID =
            SignedEvents.completed("evt_1", "cs_test_1", "pi_1").getBytes(UTF_8);

    private final List<StripeEventRecord> kept = new ArrayList<>();
    private final RecordingWatch watch = new RecordingWatch();
    private final ReceiveEvent receiveEvent =
            receiving(event -> Uni.createFrom().voidItem().invoke(() -> kept.add(event)));

    @Test
    void a_genuine_event_is_kept_exactly_as_it_came() {
        var receipt = receive(signed(PAID), PAID);

        assertThat(receipt).isInstanceOf(Published.class);
        assertThat(kept).singleElement().satisfies(event -> {
            assertThat(event.body()).isEqualTo(PAID);
            assertThat(event.signature()).isEqualTo(signed(PAID));
            assertThat(event.key()).isEqualTo("pi_1");
            assertThat(event.eventId()).isEqualTo("evt_1");
            assertThat(event.receivedAt()).isEqualTo(NOON);
        });
    }

    // https://docs.stripe.com/checkout/fulfillment: nothing was due, so there is no payment intent
    @Test
    void a_session_without_a_payment_intent_is_keyed_by_its_own_id() {
        var free = SignedEvents.completed("evt_2", "cs_test_2", "pi_2")
                .replace("\"pi_2\"", "null")
                .getBytes(UTF_8);

        receive(signed(free), free);

        assertThat(kept).singleElement().extracting(StripeEventRecord::key).isEqualTo("cs_test_2");
    }

    @Test
    void an_event_is_not_acknowledged_where_the_journal_fails() {
        var failing = receiving(_ -> Uni.createFrom().failure(new IllegalStateException("no broker")));

        assertThatThrownBy(() -> failing.receive(signed(PAID), Optional.empty(), PAID)
                        .await()
                        .indefinitely())
                .hasMessage("no broker");
    }

    @Test
    void a_type_nobody_acts_on_is_acknowledged_and_not_kept() {
        var other = new String(PAID, UTF_8)
                .replace("checkout.session.completed", "invoice.paid")
                .getBytes(UTF_8);

        assertThat(receive(signed(other), other)).isInstanceOf(Ignored.class);
        assertThat(kept).isEmpty();
    }

    @Test
    void an_event_of_a_connected_account_is_not_ours() {
        var connected = new String(PAID, UTF_8)
                .replace("\"livemode\"", "\"account\":\"acct_1\",\"livemode\"")
                .getBytes(UTF_8);

        assertThat(receive(signed(connected), connected)).isInstanceOf(Ignored.class);
        assertThat(kept).isEmpty();
    }

    @Test
    void real_money_is_not_told_to_a_test_shop() {
        var live = new String(PAID, UTF_8)
                .replace("\"livemode\":false", "\"livemode\":true")
                .getBytes(UTF_8);

        assertThat(receive(signed(live), live)).isEqualTo(new Rejected(Reason.WRONG_MODE));
        assertThat(kept).isEmpty();
    }

    @Test
    void signed_rubbish_is_refused() {
        for (var rubbish : List.of("", "null", "[]", "{}", "not json", "{\"id\":\"evt_1\"", "{\"id\":1,\"type\":2}")) {
            var body = rubbish.getBytes(UTF_8);
            assertThat(receive(signed(body), body)).as(rubbish).isEqualTo(new Rejected(Reason.NOT_AN_EVENT));
        }
        assertThat(kept).isEmpty();
    }

    @Test
    void one_changed_byte_is_refused() {
        var changed = PAID.clone();
        changed[changed.length / 2] ^= 1;

        assertThat(receive(signed(PAID), changed)).isEqualTo(new Rejected(Reason.WRONG_SIGNATURE));
    }

    @Test
    void an_old_signature_and_one_of_the_future_are_refused() {
        for (var second : List.of(-301, 301)) {
            var header = SignedEvents.header(SignedEvents.SECRET, NOON.getEpochSecond() + second, PAID);
            assertThat(receive(header, PAID)).isEqualTo(new Rejected(Reason.STALE));
        }
    }

    @Test
    void the_skew_of_our_clock_is_known_even_where_everything_is_stale() {
        var header = SignedEvents.header(SignedEvents.SECRET, NOON.getEpochSecond() - 600, PAID);

        receive(header, PAID);
        receive(signed(PAID), PAID);
        receive("t=1,v1=" + "0".repeat(64), PAID);

        assertThat(watch.skews).containsExactly(Duration.ofMinutes(10), Duration.ZERO);
    }

    @Test
    void an_event_is_under_way_until_the_journal_has_it_or_refuses() {
        var failing = receiving(_ -> Uni.createFrom().failure(new IllegalStateException("no broker")));

        receive(signed(PAID), PAID);
        failing.receive(signed(PAID), Optional.empty(), PAID)
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();

        assertThat(watch.most).isEqualTo(1);
        assertThat(watch.underWay).isZero();
    }

    private Receipt receive(String header, byte[] body) {
        return receiveEvent.receive(header, Optional.empty(), body).await().indefinitely();
    }

    private static String signed(byte[] body) {
        return SignedEvents.header(SignedEvents.SECRET, NOON.getEpochSecond(), body);
    }

    private ReceiveEvent receiving(EventJournal journal) {
        return new ReceiveEvent(
                new WebhookSignature(List.of(SignedEvents.SECRET), Duration.ofMinutes(5)),
                Mode.TEST,
                journal,
                watch,
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static final class RecordingWatch implements Watch {

        private final List<Duration> skews = new ArrayList<>();
        private int underWay;
        private int most;

        @Override
        public void signed(int secret, Duration skew) {
            skews.add(skew);
        }

        @Override
        public void underWay() {
            most = Math.max(most, ++underWay);
        }

        @Override
        public void arrived() {
            underWay--;
        }
    }
}
