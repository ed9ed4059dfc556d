package shop.handover.torture.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanTest {

    private static final Duration WINDOW = Duration.ofMinutes(16);
    private static final Duration LONGEST = Duration.ofSeconds(45);

    @Test
    void thirty_kills_are_shared_out_as_promised_with_ten_stalls_and_twenty_faults_of_links() {
        var plan = Plan.of(7, 30, WINDOW, LONGEST);

        assertThat(plan.kills(Part.WEBHOOK)).isEqualTo(8);
        assertThat(plan.kills(Part.FULFILLMENT)).isEqualTo(10);
        assertThat(plan.kills(Part.KAFKA)).isEqualTo(6);
        assertThat(plan.kills(Part.POSTGRES)).isEqualTo(4);
        assertThat(plan.kills(Part.DOWNLOAD)).isEqualTo(2);
        assertThat(plan.count(Step.Stall.class)).isEqualTo(10);
        assertThat(plan.count(Step.Strike.class)).isEqualTo(20);
    }

    @Test
    void fewer_kills_still_reach_who_matters() {
        var plan = Plan.of(7, 6, WINDOW, LONGEST);

        assertThat(plan.count(Step.Kill.class)).isEqualTo(6);
        assertThat(plan.kills(Part.FULFILLMENT)).isPositive();
        assertThat(plan.kills(Part.WEBHOOK)).isPositive();
        assertThat(plan.kills(Part.KAFKA)).isPositive();
    }

    @Test
    void a_seed_plans_the_same_faults_again() {
        assertThat(Plan.of(7, 30, WINDOW, LONGEST))
                .isEqualTo(Plan.of(7, 30, WINDOW, LONGEST))
                .isNotEqualTo(Plan.of(8, 30, WINDOW, LONGEST));
    }

    @Test
    void what_a_plan_says_of_itself_can_be_read_back() {
        var plan = Plan.of(7, 30, WINDOW, LONGEST);

        assertThat(Plan.read(plan.toString())).isEqualTo(plan);
    }

    @Test
    void a_step_that_cannot_be_read_is_named() {
        assertThatThrownBy(() -> Plan.read("8s kill fulfillment, 9s tickle kafka 2s"))
                .hasMessageContaining("tickle");
        assertThatThrownBy(() -> Plan.read("soon kill kafka")).hasMessageContaining("soon kill kafka");
    }

    @Test
    void no_text_is_no_fault() {
        assertThat(Plan.read("").steps()).isEmpty();
    }
}
