package shop.handover.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The settings of mail, of which a fault is told with all others before the service starts.
@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsTest {

    private static final Map<String, String> GOOD = Map.of(
            "PUBLIC_URL", "https://shop.example",
            "CATALOG_PATH", "../catalog/catalog.yaml",
            "STRIPE_SECRET_KEY", "sk_test_VISIBLYFAKE",
            "STRIPE_WEBHOOK_SECRET", "whsec_VISIBLYFAKE",
            "LINK_KEYS", "local:" + "A".repeat(43),
            "DATABASE_URL", "postgresql://handover:secret@127.0.0.1:5432/handover",
            "SMTP_PORT", "587",
            "SMTP_USER", "",
            "SMTP_PASSWORD", "");

    @Test
    void a_relay_that_asks_nobody_wants_no_password() {
        assertThat(faults(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "65536", "-1", "587 "})
    void a_port_is_a_port(String port) {
        assertThat(faults(Map.of("SMTP_PORT", port))).containsExactly("SMTP_PORT: must be a port, as 587");
    }

    @Test
    void who_logs_in_needs_a_password() {
        assertThat(faults(Map.of("SMTP_USER", "seller"))).containsExactly("SMTP_PASSWORD is empty");
        assertThat(faults(Map.of("SMTP_USER", "seller", "SMTP_PASSWORD", "secret")))
                .isEmpty();
    }

    private static List<String> faults(Map<String, String> others) {
        var environment = new HashMap<>(GOOD);
        environment.putAll(others);
        return Main.settings(environment).faults();
    }
}
