package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How each packaged service begins where its settings are wrong: not at all, and with every fault told at once.
@DisplayNameGeneration(ReplaceUnderscores.class)
class LifeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checkout    | STRIPE_SECRET_KEY PUBLIC_URL CATALOG_PATH LINK_KEYS",
                "webhook     | STRIPE_SECRET_KEY STRIPE_WEBHOOK_SECRET",
                "fulfillment | STRIPE_SECRET_KEY STRIPE_WEBHOOK_SECRET PUBLIC_URL CATALOG_PATH LINK_KEYS DATABASE_URL",
                "download    | STRIPE_SECRET_KEY PUBLIC_URL CATALOG_PATH LINK_KEYS"
            })
    void without_settings_it_ends_at_once_and_names_all_that_are_missing(String name, String wanted) {
        try (var service = PackagedService.start(name, Map.of(), List.of())) {
            assertThat(service.end()).isEqualTo(1);

            assertThat(service.log()).contains(wanted.split(" "));
        }
    }
}
