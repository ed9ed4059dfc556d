package shop.handover.fulfillment.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.fulfillment.mail.Outbox.Fate;
import shop.handover.fulfillment.purchase.PurchaseState;
import shop.handover.fulfillment.purchase.Status;
import shop.handover.kit.stripe.CheckoutId;

/// How the courier goes about his mails; what becomes of one is told by the tests on real relays.
@DisplayNameGeneration(ReplaceUnderscores.class)
class CourierTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Pile pile = new Pile();
    private boolean rush;
    private boolean greets;
    private final Courier courier = new Courier(
            pile,
            // Nobody is written to: Stripe says of each that it was paid.
            null,
            new Relay(),
            pile::ask,
            new Courier.Habits(
                    4,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    new Backoff(List.of(Duration.ofMinutes(1)), Duration.ofHours(72))),
            () -> rush,
            (_, _) -> {},
            Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void all_hands_carry_a_mail_each() {
        pile.owe(10);

        call(10);

        assertThat(pile.underWay).hasSize(4);
    }

    @Test
    void a_mail_without_an_answer_is_sent_once_more() {
        assertThat(courier.fate(mail(1, false), new Mailbox.Answer.Silence(true)))
                .isEqualTo(new Fate.InDoubt(NOON.plus(Duration.ofMinutes(10)), "the relay fell silent"));
        assertThat(courier.fate(mail(2, true), new Mailbox.Answer.Silence(true)))
                .isEqualTo(new Fate.Failed("the relay fell silent twice"));
    }

    @Test
    void a_relay_that_greets_nobody_is_waited_for_and_given_up_in_the_end() {
        assertThat(courier.fate(mail(2, true), new Mailbox.Answer.Silence(false)))
                .isInstanceOfSatisfying(
                        Fate.InDoubt.class,
                        doubt -> assertThat(doubt.again())
                                .isBetween(NOON.plus(Duration.ofSeconds(60)), NOON.plus(Duration.ofSeconds(72))));
        assertThat(courier.fate(mail(1, 2, true, NOON.minus(Duration.ofHours(72))), new Mailbox.Answer.Silence(false)))
                .isEqualTo(new Fate.Failed("given up: the relay does not greet"));
    }

    @Test
    void a_mail_in_doubt_goes_out_again_only_to_a_relay_that_greets() {
        pile.owed.add(mail(1, 2, true, NOON));
        call(1);

        assertThat(pile.underWay).isEmpty();
        assertThat(pile.fates).singleElement().isInstanceOf(Fate.InDoubt.class);

        greets = true;
        pile.owed.add(mail(1, 3, true, NOON));
        call(1);

        assertThat(pile.underWay).hasSize(1);
    }

    @Test
    void in_a_rush_one_hand_is_enough() {
        rush = true;
        pile.owe(10);

        call(10);

        assertThat(pile.underWay).hasSize(1);
    }

    @Test
    void a_rush_that_begins_sends_hands_home_and_one_goes_on_to_the_end() {
        pile.owe(10);
        call(4);

        rush = true;
        pile.answerAll();
        call(1);

        while (!pile.underWay.isEmpty()) {
            assertThat(pile.underWay).hasSize(1);
            pile.answerAll();
        }
        assertThat(pile.fates).hasSize(10);
    }

    @Test
    void who_leaves_brings_what_is_under_way_to_its_end_and_begins_nothing() {
        pile.owe(10);
        call(4);

        var left = courier.leave().subscribeAsCompletionStage();
        call(4);
        assertThat(pile.underWay).hasSize(4);
        assertThat(left).isNotDone();
        pile.answerAll();

        assertThat(left).succeedsWithin(Duration.ofMinutes(1));
        assertThat(pile.fates).hasSize(4);
        assertThat(pile.owed).hasSize(6);
    }

    @Test
    void nothing_owed_is_nothing_done() {
        call(1);

        assertThat(pile.fates).isEmpty();
    }

    private static OwedMail mail(int attempts, boolean inDoubt) {
        return mail(1, attempts, inDoubt, NOON);
    }

    private static OwedMail mail(int id, int attempts, boolean inDoubt, Instant owedAt) {
        return new OwedMail(
                id,
                MailKind.PAYMENT_FAILED,
                1,
                "",
                attempts,
                inDoubt,
                owedAt,
                new CheckoutId("cs_test_" + id),
                Optional.empty(),
                new PurchaseState(Status.FAILED, false, "FAILED", 0, ""));
    }

    private void call(int times) {
        for (var i = 0; i < times; i++) {
            courier.work().subscribe().with(_ -> {});
        }
    }

    private final class Relay implements Mailbox {

        @Override
        public Uni<Answer> post(Letter letter) {
            throw new AssertionError("nobody is written to");
        }

        @Override
        public Uni<Boolean> greets() {
            return Uni.createFrom().item(greets);
        }

        @Override
        public String written(Letter letter) {
            throw new AssertionError("nothing is written");
        }
    }

    /// Mails that wait for Stripe's word, so that a test decides when each goes on.
    private static final class Pile implements Outbox {

        private final Deque<OwedMail> owed = new ArrayDeque<>();
        private final List<UniEmitter<? super Optional<shop.handover.fulfillment.purchase.Sale>>> underWay =
                new ArrayList<>();
        private final List<Fate> fates = new ArrayList<>();

        void owe(int mails) {
            for (var i = 1; i <= mails; i++) {
                owed.add(mail(i, 1, false, NOON));
            }
        }

        Uni<Optional<shop.handover.fulfillment.purchase.Sale>> ask(CheckoutId checkout) {
            return Uni.createFrom().emitter(underWay::add);
        }

        void answerAll() {
            var all = List.copyOf(underWay);
            underWay.clear();
            all.forEach(waiting -> waiting.complete(Optional.empty()));
        }

        @Override
        public Uni<Optional<OwedMail>> lease() {
            return Uni.createFrom().item(Optional.ofNullable(owed.poll()));
        }

        @Override
        public Uni<Void> mark(OwedMail mail, Fate fate) {
            fates.add(fate);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Backlog> backlog() {
            return Uni.createFrom().item(new Backlog(owed.size(), 0, 0, 0));
        }
    }
}
