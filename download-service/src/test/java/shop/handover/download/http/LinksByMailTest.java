package shop.handover.download.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.download.House;
import shop.handover.download.Shop;
import shop.handover.download.StripeDouble;
import shop.handover.kit.event.BuyerRequest;
import shop.handover.sandbox.kafka.KafkaServer;

@QuarkusTest
@WithTestResource(House.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class LinksByMailTest {

    StripeDouble stripe;
    KafkaServer kafka;

    @Inject
    ObjectMapper json;

    @Inject
    KafkaClientService clients;

    @TestHTTPResource
    URI url;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void an_expired_link_asks_for_a_fresh_one_for_its_purchase_and_no_other() throws Exception {
        var checkout = stripe.paid("card");
        var token = Shop.token(checkout, "card", Instant.now().minusSeconds(7200), Duration.ofHours(1));

        var page = post("/store/fresh-link", "token=" + token);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("If we know this address, your links are on their way.");
        assertThat(requests())
                .filteredOn(request -> request.session().equals(checkout))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.kind()).isEqualTo(BuyerRequest.FRESH_LINK);
                    assertThat(request.email()).isEmpty();
                    assertThat(request.shop()).isEqualTo("example");
                    assertThat(request.locale()).isEqualTo("en");
                });
    }

    @Test
    void a_lost_download_is_asked_for_by_address() throws Exception {
        var page = post("/store/lost-download", "email=Lost.One%40example.com");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(requests())
                .filteredOn(request -> request.email().equals("Lost.One@example.com"))
                .singleElement()
                .satisfies(request -> assertThat(request.kind()).isEqualTo(BuyerRequest.LOST_DOWNLOAD));
    }

    @Test
    void the_answer_is_the_same_whether_or_not_there_is_anything_to_send() throws Exception {
        var known = post("/store/fresh-link", "token=" + Shop.token(stripe.paid("card"), "card"));
        var before = requests().size();
        var forged = post("/store/fresh-link", "token=v1.k1.forged.forged");

        assertThat(forged.statusCode()).isEqualTo(known.statusCode());
        assertThat(forged.body()).isEqualTo(known.body());
        assertThat(requests()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a@b",
                "a@b.c",
                "a b@example.com",
                "a@example.com\r\nBcc: x@example.com",
                "<a@example.com>"
            })
    void what_is_no_address_is_asked_for_again(String email) throws Exception {
        var page = post("/store/lost-download", "email=" + URLEncoder.encode(email, StandardCharsets.UTF_8));

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("This address looks incomplete");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://elsewhere.example, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 200",
        "Origin, null, 200",
        "Origin, http://127.0.0.1:8080, 200"
    })
    void only_our_own_pages_post_here(String header, String value, int status) throws Exception {
        var answer = client.send(
                form("/store/lost-download", "email=some%40example.com")
                        .header(header, value)
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void looking_asks_for_nothing() throws Exception {
        var before = requests().size();

        var page = client.send(
                HttpRequest.newBuilder(url.resolve("/store/lost-download"))
                        .header("Accept-Language", "de")
                        .build(),
                BodyHandlers.ofString());

        assertThat(page.body()).contains("Download verloren?");
        assertThat(requests()).hasSize(before);
    }

    @Test
    void a_request_that_was_answered_is_on_every_in_sync_replica() {
        var settings = new ProducerConfig(
                new HashMap<String, Object>(clients.getProducer("requests").configuration()));

        assertThat(settings.getString(ProducerConfig.ACKS_CONFIG)).isIn("all", "-1");
        assertThat(settings.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG))
                .isTrue();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(form(path, body).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder form(String path, String body) {
        return HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", "en")
                .POST(BodyPublishers.ofString(body));
    }

    private List<BuyerRequest> requests() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        var found = new ArrayList<BuyerRequest>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor("requests").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    found.add(json.readValue(record.value(), BuyerRequest.class));
                }
            }
        }
        return found;
    }
}
