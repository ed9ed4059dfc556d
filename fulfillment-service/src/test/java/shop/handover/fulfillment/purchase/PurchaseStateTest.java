package shop.handover.fulfillment.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.fulfillment.purchase.Fact.Kind;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PurchaseStateTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Fact PAID = Fact.of(Kind.SETTLED, "cs_1", 4900, NOON);

    @Test
    void a_payment_is_a_purchase_and_gives_the_files() {
        assertThat(of(PAID)).isEqualTo(new PurchaseState(Status.PAID, true, "", 0, ""));
    }

    @Test
    void a_refund_before_its_payment_waits_for_it() {
        assertThat(of(refund("re_1", 4900, Kind.REFUND_SUCCEEDED)).status()).isEqualTo(Status.UNKNOWN);
        assertThat(of(refund("re_1", 4900, Kind.REFUND_SUCCEEDED), PAID).refusal())
                .isEqualTo("REFUNDED");
    }

    @Test
    void a_partial_refund_leaves_the_files_and_two_of_them_may_end_it() {
        var half = refund("re_1", 2450, Kind.REFUND_SUCCEEDED);

        assertThat(of(PAID, half)).isEqualTo(new PurchaseState(Status.PARTIALLY_REFUNDED, true, "", 2450, ""));
        assertThat(of(PAID, half, refund("re_2", 2450, Kind.REFUND_PENDING)).status())
                .isEqualTo(Status.REFUNDED);
    }

    @Test
    void a_refund_that_fails_later_counts_for_nothing() {
        var state = of(
                PAID,
                refund("re_1", 4900, Kind.REFUND_SUCCEEDED),
                Fact.of(Kind.CHARGE_REFUNDED, "ch_1", 4900, NOON),
                refund("re_1", 4900, Kind.REFUND_FAILED));

        assertThat(state).isEqualTo(new PurchaseState(Status.PAID, true, "", 0, ""));
    }

    @Test
    void a_second_refund_after_a_failed_one_counts() {
        var state = of(
                PAID,
                refund("re_1", 4900, Kind.REFUND_FAILED),
                Fact.of(Kind.CHARGE_REFUNDED, "ch_1", 4900, NOON),
                refund("re_2", 4900, Kind.REFUND_SUCCEEDED));

        assertThat(state.status()).isEqualTo(Status.REFUNDED);
    }

    @Test
    void the_charge_tells_what_its_refunds_did_not() {
        assertThat(of(PAID, Fact.of(Kind.CHARGE_REFUNDED, "ch_1", 4900, NOON)).status())
                .isEqualTo(Status.REFUNDED);
    }

    @Test
    void one_open_dispute_pauses_however_many_were_won() {
        var won = Fact.of(Kind.DISPUTE_WON, "dp_1", NOON);
        var opened = Fact.of(Kind.DISPUTE_OPENED, "dp_1", NOON);

        assertThat(of(PAID, opened).status()).isEqualTo(Status.DISPUTED);
        assertThat(of(PAID, won, opened).status()).isEqualTo(Status.DISPUTE_WON);
        assertThat(of(PAID, won, Fact.of(Kind.DISPUTE_OPENED, "dp_2", NOON)).entitled())
                .isFalse();
        assertThat(of(PAID, opened, Fact.of(Kind.DISPUTE_LOST, "dp_1", NOON)).status())
                .isEqualTo(Status.DISPUTE_LOST);
    }

    @Test
    void a_held_payment_waits_for_a_person_and_keeps_its_reason() {
        var held = Fact.held("cs_1", "the amount is odd", NOON);

        assertThat(of(PAID, held)).isEqualTo(new PurchaseState(Status.HELD, false, "HELD", 0, "the amount is odd"));
        assertThat(of(PAID, held, Fact.of(Kind.RELEASED, "cs_1", NOON)).entitled())
                .isTrue();
    }

    @Test
    void money_outranks_what_else_is_told_of_a_session() {
        assertThat(of(Fact.of(Kind.AWAITING, "cs_1", NOON)).status()).isEqualTo(Status.AWAITING);
        assertThat(of(Fact.of(Kind.AWAITING, "cs_1", NOON), Fact.of(Kind.FAILED, "cs_1", NOON))
                        .status())
                .isEqualTo(Status.FAILED);
        assertThat(of(Fact.of(Kind.EXPIRED, "cs_1", NOON), PAID).status()).isEqualTo(Status.PAID);
    }

    @Property(tries = 10_000)
    void order_and_repetition_do_not_matter(@ForAll("histories") List<Fact> history, @ForAll long seed) {
        var told = new ArrayList<>(history);
        told.addAll(history.subList(0, history.size() / 2));
        Collections.shuffle(told, new Random(seed));

        assertThat(PurchaseState.of(told)).isEqualTo(PurchaseState.of(history));
    }

    @Property(tries = 2_000)
    void nobody_gets_files_unpaid_or_more_back_than_he_paid(@ForAll("histories") List<Fact> history) {
        var state = PurchaseState.of(history);
        var paid = history.stream().anyMatch(fact -> fact.kind() == Kind.SETTLED);

        assertThat(state.entitled() && !paid).isFalse();
        assertThat(state.status().settled()).isEqualTo(paid);
        assertThat(state.entitled()).isEqualTo(state.refusal().isEmpty());
        assertThat(!paid || state.refunded() <= 4900).isTrue();
    }

    @Provide
    Arbitrary<List<Fact>> histories() {
        var kinds = Arbitraries.of(Kind.values());
        var numbers = Arbitraries.integers().between(1, 3);
        return Combinators.combine(kinds, numbers)
                .as(PurchaseStateTest::fact)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    // An object's amount never changes; a charge's sum does.
    private static Fact fact(Kind kind, int number) {
        return switch (kind) {
            case SETTLED -> PAID;
            case REFUND_PENDING, REFUND_SUCCEEDED, REFUND_FAILED -> refund("re_" + number, 1700L * number, kind);
            case CHARGE_REFUNDED -> Fact.of(kind, "ch_1", 1600L * number, NOON);
            case DISPUTE_OPENED, DISPUTE_WON, DISPUTE_LOST -> Fact.of(kind, "dp_" + number, NOON);
            case HELD -> Fact.held("cs_1", "reason " + number, NOON);
            case AWAITING, FAILED, EXPIRED, RELEASED, WITHDRAWN, REVOKED -> Fact.of(kind, "cs_1", NOON);
        };
    }

    private static Fact refund(String id, long amount, Kind kind) {
        return Fact.of(kind, id, amount, NOON);
    }

    private static PurchaseState of(Fact... facts) {
        return PurchaseState.of(Arrays.asList(facts));
    }
}
