package shop.handover.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// The wire that a seller's systems listen to: it grows by addition only.
@DisplayNameGeneration(ReplaceUnderscores.class)
class PurchaseStateTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().findAndRegisterModules().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private static final PurchaseState REFUNDED = new PurchaseState(
            "cs_test_a1B2c3",
            "example",
            "kubernetes-starter-stack",
            "refunded",
            false,
            "REFUNDED",
            4900,
            4900,
            "eur",
            Instant.parse("2026-11-23T12:00:00Z"),
            Instant.parse("2026-11-24T09:30:11.204518Z"),
            false,
            1_795_512_611_204L);

    private static final String GOLDEN = """
            {"session":"cs_test_a1B2c3","shop":"example","product":"kubernetes-starter-stack","status":"refunded",\
            "entitled":false,"reason":"REFUNDED","amount":4900,"refunded":4900,"currency":"eur",\
            "paidAt":"2026-11-23T12:00:00Z","changedAt":"2026-11-24T09:30:11.204518Z","livemode":false,\
            "version":1795512611204}""";

    @Test
    void the_wire_is_what_it_was() throws IOException {
        assertThat(JSON.writeValueAsString(REFUNDED)).isEqualTo(GOLDEN);
        assertThat(JSON.readValue(GOLDEN, PurchaseState.class)).isEqualTo(REFUNDED);
    }

    @Test
    void a_field_of_years_to_come_does_no_harm() throws IOException {
        assertThat(JSON.readValue(GOLDEN.replace("{", "{\"loyalty\":[1],"), PurchaseState.class))
                .isEqualTo(REFUNDED);
    }

    @Test
    void every_field_is_documented_and_no_other() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "purchases-topic.md"));

        var documented = Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                .matcher(page)
                .results()
                .map(field -> field.group(1))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(PurchaseState.class.getRecordComponents())
                        .map(PurchaseStateTest::wireName)
                        .toList());
        assertThat(page.replaceAll("\\s*\\n\\s*", "")).contains(GOLDEN);
    }

    private static String wireName(RecordComponent component) {
        return component.getAccessor().getAnnotation(JsonProperty.class).value();
    }
}
