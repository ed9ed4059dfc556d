package shop.handover.download.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.handover.download.House;
import shop.handover.download.Shop;
import shop.handover.download.StripeDouble;
import shop.handover.kit.event.PurchaseState;
import shop.handover.sandbox.kafka.KafkaServer;

@QuarkusTest
@WithTestResource(House.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class PurchasesTest {

    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    StripeDouble stripe;
    KafkaServer kafka;

    @Inject
    ObjectMapper json;

    @TestHTTPResource
    URI url;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stripe_is_back() {
        stripe.comeBack();
    }

    @ParameterizedTest
    @CsvSource({
        "held, not-entitled-held",
        "withdrawn, not-entitled-withdrawn",
        "revoked, not-entitled-revoked",
        "REFUNDED, not-entitled-refunded",
        "something-new, not-entitled-revoked"
    })
    void a_veto_is_felt_within_five_seconds_though_stripe_calls_it_paid(String reason, String told) throws Exception {
        var checkout = stripe.paid("card");
        assertThat(download(checkout).statusCode()).isEqualTo(200);

        tell(state(checkout, false, reason, 2));

        await().atMost(FIVE_SECONDS)
                .untilAsserted(() -> assertThat(download(checkout).body()).contains(told));
        assertThat(download(checkout).statusCode()).isEqualTo(403);
    }

    @Test
    void what_was_given_back_opens_again_as_fast_and_an_older_word_counts_for_nothing() throws Exception {
        var checkout = stripe.paid("card");
        tell(state(checkout, false, "disputed", 3));
        await().atMost(FIVE_SECONDS)
                .untilAsserted(() -> assertThat(download(checkout).statusCode()).isEqualTo(403));

        tell(state(checkout, true, "", 4));
        tell(state(checkout, false, "disputed", 2));

        await().atMost(FIVE_SECONDS)
                .untilAsserted(() -> assertThat(download(checkout).statusCode()).isEqualTo(200));
    }

    @Test
    void while_stripe_is_away_a_known_purchase_is_handed_over() throws Exception {
        var known = stripe.paid("card");
        var unknown = stripe.paid("card");
        stripe.goAway();
        tell(state(known, true, "", 1));

        await().atMost(FIVE_SECONDS)
                .untilAsserted(() -> assertThat(download(known).statusCode()).isEqualTo(200));
        assertThat(download(unknown).statusCode()).isEqualTo(503);
    }

    @Test
    void another_shops_word_and_nonsense_are_left_alone() throws Exception {
        var checkout = stripe.paid("card");
        tell(new PurchaseState(
                checkout,
                "another",
                "card",
                "revoked",
                false,
                "revoked",
                1000,
                0,
                "eur",
                Instant.now(),
                Instant.now(),
                false,
                9));
        send(checkout, "{\"nonsense\"".getBytes(StandardCharsets.UTF_8));
        var last = stripe.paid("card");
        tell(state(last, false, "held", 1));

        await().atMost(FIVE_SECONDS)
                .untilAsserted(() -> assertThat(download(last).statusCode()).isEqualTo(403));
        assertThat(download(checkout).statusCode()).isEqualTo(200);
    }

    @Test
    void the_service_is_ready_once_it_has_caught_up() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString())
                                        .body())
                        .contains("purchases known")
                        .doesNotContain("DOWN"));
    }

    private static PurchaseState state(String checkout, boolean entitled, String reason, long version) {
        var now = Instant.now();
        return new PurchaseState(
                checkout, "example", "card", "any", entitled, reason, 1000, 0, "eur", now, now, false, version);
    }

    private void tell(PurchaseState state) throws Exception {
        send(state.session(), json.writeValueAsBytes(state));
    }

    private void send(String key, byte[] value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("purchases", key, value)).get();
        }
    }

    private HttpResponse<String> download(String checkout) throws Exception {
        var path = "/api/download?token=" + Shop.token(checkout, "card");
        return client.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString());
    }
}
