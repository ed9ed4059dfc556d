package shop.handover.download.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.download.delivery.Checkout;
import shop.handover.download.delivery.Checkout.Bill;
import shop.handover.download.delivery.Told;
import shop.handover.kit.entitlement.Standing;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;
import shop.handover.kit.stripe.CheckoutId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeptCheckoutsTest {

    private static final CheckoutId ONE = new CheckoutId("cs_test_one");

    private final Scripted stripe = new Scripted();
    private final KeptCheckouts checkouts = new KeptCheckouts(stripe, Duration.ofMinutes(10), 1000, 10);

    @Test
    void an_answer_is_asked_for_once() {
        stripe.says(paid());

        assertThat(ask(ONE)).isInstanceOf(Told.Known.class);
        assertThat(ask(ONE)).isInstanceOf(Told.Known.class);
        assertThat(stripe.calls).hasValue(1);
    }

    @Test
    void many_who_ask_at_once_share_one_question_and_one_who_leaves_does_not_end_it() {
        var pending = new CompletableFuture<Told>();
        stripe.answer = Uni.createFrom().completionStage(pending);
        var waiting = new ArrayList<CompletableFuture<Told>>();
        for (var i = 0; i < 100; i++) {
            waiting.add(checkouts.find(ONE).subscribeAsCompletionStage());
        }

        waiting.removeFirst().cancel(true);
        pending.complete(paid());

        assertThat(waiting).allSatisfy(told -> assertThat(told.join()).isInstanceOf(Told.Known.class));
        assertThat(stripe.calls).hasValue(1);
    }

    @Test
    void strangers_ids_cost_no_more_calls_than_the_cap() {
        stripe.says(new Told.Foreign());
        var begun = System.nanoTime();

        var told = IntStream.range(0, 5000)
                .mapToObj(i -> ask(new CheckoutId("cs_test_" + i)))
                .toList();

        var seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0;
        assertThat(stripe.calls.get()).isLessThanOrEqualTo((int) Math.ceil(10 + 10 * seconds));
        assertThat(told).hasAtLeastOneElementOfType(Told.Away.class);
    }

    @Test
    void what_stripe_does_not_know_is_remembered_too() {
        stripe.says(new Told.Foreign());

        ask(ONE);
        ask(ONE);

        assertThat(stripe.calls).hasValue(1);
    }

    @Test
    void after_three_failures_in_a_row_stripe_is_left_alone() {
        stripe.says(new Told.Away(Duration.ofSeconds(20)));

        for (var i = 0; i < 8; i++) {
            assertThat(ask(new CheckoutId("cs_test_" + i))).isInstanceOf(Told.Away.class);
        }

        assertThat(stripe.calls).hasValue(3);
    }

    @Test
    void a_change_elsewhere_makes_it_ask_again() {
        stripe.says(paid());
        ask(ONE);

        checkouts.forget(ONE);
        ask(ONE);

        assertThat(stripe.calls).hasValue(2);
    }

    private Told ask(CheckoutId checkout) {
        return checkouts.find(checkout).await().atMost(Duration.ofSeconds(5));
    }

    private static Told paid() {
        var euros = new Money(2900, CurrencyCode.of("eur").orElseThrow());
        return new Told.Known(new Checkout(
                ONE,
                "handbook",
                "nonce",
                Standing.settled(2900),
                new Bill(euros, euros, Instant.EPOCH, Optional.empty()),
                Optional.empty(),
                ""));
    }

    private static final class Scripted extends StripeCheckouts {

        private final AtomicInteger calls = new AtomicInteger();
        private Uni<Told> answer;

        Scripted() {
            super(null, null);
        }

        void says(Told told) {
            answer = Uni.createFrom().item(told);
        }

        @Override
        Uni<Told> ask(CheckoutId checkout) {
            calls.incrementAndGet();
            return answer;
        }
    }
}
