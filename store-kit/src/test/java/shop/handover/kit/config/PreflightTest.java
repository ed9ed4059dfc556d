package shop.handover.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PreflightTest {

    private static final String KEY = "local:" + "A".repeat(43);

    @TempDir
    Path folder;

    @Test
    void every_fault_is_told_at_once_and_no_secret_is() {
        var faults = checked(Map.of(
                "STRIPE_SECRET_KEY", "pk_test_VISIBLYFAKE",
                "STRIPE_WEBHOOK_SECRET", "VISIBLYFAKE",
                "LINK_KEYS", "local:VISIBLYFAKE",
                "PUBLIC_URL", "shop.example",
                "TIME_ZONE", "Middle/Earth",
                "KAFKA_USER", "me"));

        assertThat(faults.faults())
                .hasSize(8)
                .anySatisfy(fault -> assertThat(fault).startsWith("STRIPE_SECRET_KEY must start with"))
                .anySatisfy(fault -> assertThat(fault).startsWith("STRIPE_WEBHOOK_SECRET must be"))
                .anySatisfy(fault -> assertThat(fault).startsWith("LINK_KEYS entry 1"))
                .anySatisfy(fault -> assertThat(fault).startsWith("PUBLIC_URL: must be like https://"))
                .anySatisfy(fault -> assertThat(fault).startsWith("TIME_ZONE: "))
                .anySatisfy(fault -> assertThat(fault).startsWith("KAFKA_USER and KAFKA_PASSWORD"))
                .contains("CATALOG_PATH is not set", "FILES_DIR is not set");
        assertThat(told(faults)).contains("docs/configuration.md").doesNotContain("VISIBLYFAKE");
    }

    @Test
    void what_is_right_is_passed_over() throws IOException {
        var catalog = Path.of("../catalog/catalog.yaml").toAbsolutePath().toString();
        var key = Files.writeString(folder.resolve("key"), "sk_test_VISIBLYFAKE\n");

        var faults = checked(Map.of(
                "STRIPE_SECRET_KEY_FILE",
                key.toString(),
                "STRIPE_WEBHOOK_SECRET",
                "whsec_VISIBLYFAKE,whsec_VISIBLYFAKETOO",
                "LINK_KEYS",
                KEY,
                "PUBLIC_URL",
                "https://shop.example",
                "CATALOG_PATH",
                catalog,
                "FILES_DIR",
                folder.toString()));

        assertThat(faults.faults()).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_read_is_one_fault_not_two() {
        var faults = Preflight.of(Map.of("STRIPE_SECRET_KEY_FILE", "/nowhere/key", "LINK_KEYS", ""))
                .stripeKey()
                .linkKeys();

        assertThat(faults.faults())
                .containsExactly(
                        "STRIPE_SECRET_KEY_FILE names /nowhere/key, which cannot be read", "LINK_KEYS is empty");
    }

    private Preflight checked(Map<String, String> environment) {
        return Preflight.of(environment)
                .publicUrl()
                .catalog()
                .folder("FILES_DIR")
                .stripeKey()
                .webhookSecrets()
                .linkKeys()
                .timeZone();
    }

    private static String told(Preflight faults) {
        var bytes = new ByteArrayOutputStream();
        faults.tell("some-service", new PrintStream(bytes));
        return bytes.toString();
    }
}
