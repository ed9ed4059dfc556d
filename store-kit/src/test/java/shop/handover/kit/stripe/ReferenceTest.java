package shop.handover.kit.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReferenceTest {

    @Test
    void a_session_has_one_reference_for_ever() {
        assertThat(Reference.of(new CheckoutId("cs_test_a1"))).isEqualTo("HO-3G79-VAYX");
    }

    @Test
    void another_session_has_another() {
        assertThat(Reference.of(new CheckoutId("cs_test_a1"))).isNotEqualTo(Reference.of(new CheckoutId("cs_test_a2")));
    }

    @Test
    void a_reference_can_be_read_out_on_the_telephone() {
        assertThat(Reference.of(new CheckoutId("cs_live_b1")))
                .matches("HO-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
    }
}
