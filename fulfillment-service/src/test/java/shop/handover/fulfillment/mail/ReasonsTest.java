package shop.handover.fulfillment.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.kit.language.Languages;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReasonsTest {

    private static final Words GERMAN = Words.of(Languages.packaged(), "de", ZoneOffset.UTC);

    @Test
    void a_reason_is_told_in_the_owners_language() {
        assertThat(Reasons.told("the relay answered 550", GERMAN)).isEqualTo("der Mailserver antwortete 550");
    }

    @Test
    void a_reason_within_a_reason_is_told_too() {
        assertThat(Reasons.told("given up: the relay does not greet", GERMAN))
                .isEqualTo("nach vielen Versuchen aufgegeben, der Mailserver meldet sich nicht");
    }

    @Test
    void several_reasons_are_each_told() {
        assertThat(Reasons.told(
                        "the session's subtotal is 1.00 EUR, its price was not in its metadata; the session has not"
                                + " exactly one line item",
                        GERMAN))
                .isEqualTo("1.00 EUR sind eingegangen, der Preis war nicht vermerkt; der"
                        + " Bezahlvorgang enthält etwas anderes als ein Produkt");
    }

    @Test
    void a_reason_that_is_not_known_is_told_as_it_stands() {
        assertThat(Reasons.told("the moon was full", GERMAN)).isEqualTo("the moon was full");
    }
}
