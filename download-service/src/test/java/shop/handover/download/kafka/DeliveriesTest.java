package shop.handover.download.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.download.House;
import shop.handover.download.Shop;
import shop.handover.download.StripeDouble;
import shop.handover.kit.event.FileDelivery;
import shop.handover.sandbox.kafka.KafkaServer;

/// What is noted of each download, and what the notes are good for.
@QuarkusTest
@WithTestResource(House.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeliveriesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    StripeDouble stripe;
    KafkaServer kafka;

    @Inject
    ObjectMapper json;

    @TestHTTPResource
    URI url;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void start_and_end_of_a_download_are_told_without_the_buyers_address() throws Exception {
        var checkout = stripe.paid("card");

        get(Shop.token(checkout, "card"), "203.0.113.7");

        var told = told(checkout, 2);
        assertThat(told).extracting(FileDelivery::end).containsExactly("", FileDelivery.FINISHED);
        assertThat(told)
                .extracting(FileDelivery::id)
                .containsOnly(told.getFirst().id());
        assertThat(told.getLast())
                .extracting(
                        FileDelivery::product,
                        FileDelivery::file,
                        FileDelivery::via,
                        FileDelivery::length,
                        FileDelivery::sent)
                .containsExactly("card", "v1/card.pdf", "disk", 2000L, 2000L);
        assertThat(json.writeValueAsString(told))
                .doesNotContain("203.0.113", "cb0071")
                .contains(told.getFirst().network());
        assertThat(told.getFirst().network()).matches("[0-9a-f]{16}");
    }

    @Test
    void pages_heads_and_refused_requests_are_no_deliveries() throws Exception {
        var checkout = stripe.paid("card");
        var token = Shop.token(checkout, "card");
        client.send(request("/store/download?token=" + token).build(), BodyHandlers.discarding());
        client.send(request("/api/download?token=" + token).HEAD().build(), BodyHandlers.discarding());
        client.send(
                request("/api/download?token=" + token)
                        .header("Range", "bytes=2000-")
                        .build(),
                BodyHandlers.discarding());

        get(token, "203.0.113.7");

        assertThat(told(checkout, 2)).hasSize(2);
    }

    @Test
    void what_was_broken_off_is_told_with_the_bytes_that_left() throws Exception {
        var checkout = stripe.paid("handbook");
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            socket.getOutputStream()
                    .write(("GET /api/download?token=" + Shop.token(checkout, "handbook")
                                    + "&file=big.bin HTTP/1.1\r\nHost: shop\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(100_000);
            socket.setSoLinger(true, 0);
        }

        var end = told(checkout, 2).getLast();

        assertThat(end.end()).isEqualTo(FileDelivery.CUT);
        assertThat(end.sent()).isBetween(90_000L, 23_999_999L);
    }

    @Test
    void after_twenty_downloads_a_fresh_link_is_asked_for_and_a_fresh_one_opens() throws Exception {
        var checkout = stripe.paid("card");
        var token = Shop.token(checkout, "card", Instant.now().minusSeconds(60), Duration.ofHours(1));
        for (var i = 0; i < 20; i++) {
            assertThat(get(token, "203.0.113.7").statusCode()).isEqualTo(200);
        }

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(get(token, "203.0.113.7").statusCode()).isEqualTo(410));

        assertThat(get(token, "203.0.113.7").body()).contains("urn:handover:problem:link-used-up");
        assertThat(client.send(
                                request("/store/download?token=" + token)
                                        .header("Accept", "text/html")
                                        .header("Accept-Language", "de")
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .contains("Dieser Link wurde ungewöhnlich oft benutzt", "action=\"/store/fresh-link\"", token);
        var fresh = Shop.token(checkout, "card");
        assertThat(get(fresh, "198.51.100.1").statusCode()).isEqualTo(200);
        told(checkout, 42);
        assertThat(get(fresh, "198.51.100.1").statusCode()).isEqualTo(200);
        assertThat(get(token, "203.0.113.7").statusCode()).isEqualTo(410);
    }

    @Test
    void a_sixth_network_is_asked_for_a_fresh_link_and_the_five_before_go_on() throws Exception {
        var checkout = stripe.paid("card");
        var token = Shop.token(checkout, "card");
        for (var network = 1; network <= 5; network++) {
            get(token, "203.0." + network + ".7");
        }
        told(checkout, 10);

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(get(token, "203.0.6.7").statusCode()).isEqualTo(410));

        assertThat(get(token, "203.0.5.99").statusCode()).isEqualTo(200);
    }

    @Test
    void a_download_in_many_ranges_is_one() throws Exception {
        var checkout = stripe.paid("card");
        var token = Shop.token(checkout, "card");
        for (var first = 0; first < 2000; first += 50) {
            client.send(
                    request("/api/download?token=" + token)
                            .header("Range", "bytes=" + first + "-" + (first + 49))
                            .build(),
                    BodyHandlers.discarding());
        }
        told(checkout, 80);

        assertThat(get(token, "127.0.0.1").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String token, String address) throws IOException, InterruptedException {
        var asked = request("/api/download?token=" + token)
                .header("X-Forwarded-For", address)
                .build();
        return client.send(asked, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path));
    }

    // All that is on the topic about a checkout, once there is that much.
    private List<FileDelivery> told(String checkout, int atLeast) throws IOException {
        var found = new ArrayList<FileDelivery>();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor("downloads").stream()
                    .map(info -> new TopicPartition("downloads", info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(SOON).until(() -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (checkout.equals(record.key())) {
                        found.add(json.readValue(record.value(), FileDelivery.class));
                    }
                }
                return found.size() >= atLeast;
            });
        }
        return found;
    }
}
