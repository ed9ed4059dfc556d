package shop.handover.checkout.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import shop.handover.checkout.TestHouse;
import shop.handover.kit.event.BuyerRequest;

@QuarkusTest
@QuarkusTestResource(
        value = TestHouse.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "kafka", value = "true"))
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WithdrawalTest {

    private static final String PATH = "/store/withdrawal";

    @TestHouse.Broker
    String broker;

    @Inject
    ObjectMapper json;

    @Test
    void a_withdrawal_is_kept_once_it_was_checked_and_confirmed() throws IOException {
        typed().when()
                .post(PATH)
                .then()
                .statusCode(200)
                .body(containsString("Schritt 2 von 2"))
                .body(containsString("HO-7K3M-9QTX"))
                .body(containsString("value=\"Test &quot;Käufer&quot;\""));

        typed().formParam("step", "confirm")
                .when()
                .post(PATH)
                .then()
                .statusCode(200)
                .body(matchesPattern("(?s).*Ihr Widerruf ist am [^<]+\u00a0Uhr\u00a0[^ <]+ eingegangen.*"));

        var kept = records();
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().key()).matches("[0-9a-f]{64}");
        var request = json.readValue(kept.getFirst().value(), BuyerRequest.class);
        assertThat(request.kind()).isEqualTo(BuyerRequest.WITHDRAWAL);
        assertThat(request.shop()).isEqualTo("sample");
        assertThat(request.name()).isEqualTo("Test \"Käufer\"");
        assertThat(request.text()).isEqualTo("HO-7K3M-9QTX");
        assertThat(request.email()).isEqualTo("buyer@example.com");
        assertThat(request.locale()).isEqualTo("de");
    }

    @Test
    void going_back_keeps_what_was_typed() {
        typed().formParam("step", "edit")
                .when()
                .post(PATH)
                .then()
                .statusCode(200)
                .body(containsString("Schritt 1 von 2"))
                .body(containsString("value=\"HO-7K3M-9QTX\""))
                .body(not(containsString("aria-invalid")));
    }

    @Test
    void a_form_with_gaps_is_shown_again_with_the_gaps_marked_and_never_kept() {
        for (var step : List.of("", "confirm")) {
            given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                    .formParam("name", "\u2028")
                    .formParam("email", "buyer@example.com\r\nBcc: evil@example.com")
                    .formParam("step", step)
                    .when()
                    .post(PATH)
                    .then()
                    .statusCode(422)
                    .body(containsString("id=\"name-error\""))
                    .body(containsString("id=\"reference-error\""))
                    .body(containsString("id=\"email-error\""));
        }
    }

    private static RequestSpecification typed() {
        return given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .header("Accept-Language", "de")
                .formParam("name", "Test \"Käufer\"")
                .formParam("reference", "HO-7K3M-9QTX")
                .formParam("email", "buyer@example.com");
    }

    private List<ConsumerRecord<String, byte[]>> records() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker, "group.id", "withdrawal-test", "auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<String, byte[]>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("requests"));
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            for (var tries = 0; tries < 20 && found.isEmpty(); tries++) {
                consumer.poll(Duration.ofSeconds(1)).forEach(found::add);
            }
            return found;
        }
    }
}
