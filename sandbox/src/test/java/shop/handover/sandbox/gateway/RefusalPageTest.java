package shop.handover.sandbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people read when no service of the shop can tell them anything.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RefusalPageTest {

    @Test
    void a_page_has_one_thing_to_do_and_the_way_out_of_a_contract() {
        assertThat(Refusal.away().page("de"))
                .contains("<html lang=\"de\">", "<h1>Gleich wieder da</h1>")
                .contains("<a class=\"btn\" href=\"\">Noch einmal versuchen</a>")
                .contains("<a href=\"/store/withdrawal\">Vertrag widerrufen</a>")
                .containsOnlyOnce("class=\"btn\"");
        assertThat(Refusal.notFound().page("en"))
                .contains("<h1>There is nothing here</h1>")
                .contains("<a class=\"btn\" href=\"/store\">Back to the store</a>");
    }

    @Test
    void no_page_has_a_gap_and_none_loads_anything() {
        assertThat(GatewayFiles.all().entrySet().stream()
                        .filter(file -> file.getKey().endsWith(".html"))
                        .map(Map.Entry::getValue))
                .hasSize(14)
                .allSatisfy(page -> assertThat(page)
                        .doesNotContain("{title}", "{text}", "{next}", ">null<", " src=", "<link", "url("));
    }

    @ParameterizedTest
    @CsvSource({
        ",, en",
        ", 'de-AT,de;q=0.9,en;q=0.8', de",
        ", 'en-GB,de;q=0.9', en",
        ", fr, en",
        "de, en-GB, de",
        "en, de-DE, en",
        "fr, de-DE, en"
    })
    void the_language_is_the_one_chosen_in_the_store_else_the_browsers_first(
            String chosen, String accepted, String language) {
        assertThat(RefusalPage.language(chosen, accepted)).isEqualTo(language);
    }
}
