package shop.handover.kit.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.handover.kit.entitlement.Entitlement.Granted;
import shop.handover.kit.entitlement.Entitlement.Reason;
import shop.handover.kit.entitlement.Entitlement.Refused;
import shop.handover.kit.entitlement.Entitlement.Waiting;
import shop.handover.kit.entitlement.Standing.Dispute;
import shop.handover.kit.entitlement.Standing.Payment;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EntitlementTest {

    @Test
    void who_paid_gets_the_file() {
        assertThat(Entitlement.of(Standing.settled(4900))).isEqualTo(new Granted());
    }

    @Test
    void so_does_who_had_nothing_to_pay() {
        assertThat(Entitlement.of(Standing.settled(0))).isEqualTo(new Granted());
    }

    @Test
    void a_bank_that_has_not_confirmed_is_waited_for() {
        assertThat(Entitlement.of(unsettled(Payment.PROCESSING))).isEqualTo(new Waiting());
    }

    @ParameterizedTest
    @CsvSource({"OPEN,UNPAID", "FAILED,FAILED", "EXPIRED,EXPIRED"})
    void who_did_not_pay_never_does(Payment payment, Reason reason) {
        assertThat(Entitlement.of(unsettled(payment))).isEqualTo(new Refused(reason));
    }

    @ParameterizedTest
    @CsvSource({"4899,true", "4900,false", "5000,false"})
    void a_partial_refund_leaves_the_file_and_a_full_one_takes_it(long refunded, boolean granted) {
        var standing = new Standing(true, Payment.SETTLED, 4900, refunded, Dispute.NONE, false, false, false);

        assertThat(Entitlement.of(standing)).isEqualTo(granted ? new Granted() : new Refused(Reason.REFUNDED));
    }

    @ParameterizedTest
    @CsvSource({"NONE,true", "WON,true", "OPEN,false", "LOST,false"})
    void a_dispute_pauses_the_file_until_it_is_won(Dispute dispute, boolean granted) {
        var standing = new Standing(true, Payment.SETTLED, 4900, 0, dispute, false, false, false);

        assertThat(Entitlement.of(standing)).isEqualTo(granted ? new Granted() : new Refused(Reason.DISPUTED));
    }

    @Test
    void withdrawn_held_and_revoked_are_refused() {
        assertThat(Entitlement.of(new Standing(true, Payment.SETTLED, 1, 0, Dispute.NONE, true, false, false)))
                .isEqualTo(new Refused(Reason.WITHDRAWN));
        assertThat(Entitlement.of(new Standing(true, Payment.SETTLED, 1, 0, Dispute.NONE, false, true, false)))
                .isEqualTo(new Refused(Reason.HELD));
        assertThat(Entitlement.of(new Standing(true, Payment.SETTLED, 1, 0, Dispute.NONE, false, false, true)))
                .isEqualTo(new Refused(Reason.REVOKED));
    }

    @Test
    void what_is_not_ours_is_refused_though_it_is_paid() {
        var foreign = new Standing(false, Payment.SETTLED, 4900, 0, Dispute.NONE, false, false, false);

        assertThat(Entitlement.of(foreign)).isEqualTo(new Refused(Reason.FOREIGN));
    }

    private static Standing unsettled(Payment payment) {
        return new Standing(true, payment, 0, 0, Dispute.NONE, false, false, false);
    }
}
