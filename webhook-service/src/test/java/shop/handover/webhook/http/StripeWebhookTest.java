package shop.handover.webhook.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.sandbox.kafka.KafkaServer;
import shop.handover.webhook.SignedEvents;
import shop.handover.webhook.event.ReceiveEvent;
import shop.handover.webhook.kafka.KafkaForTests;

@QuarkusTest
@QuarkusTestResource(value = KafkaForTests.class, restrictToAnnotatedClass = true)
@DisplayNameGeneration(ReplaceUnderscores.class)
class StripeWebhookTest {

    private static final String PATH = "/api/stripe/webhook";

    KafkaServer kafka;

    @TestHTTPResource
    URI url;

    @Inject
    ReceiveEvent receive;

    @Test
    void an_answered_event_is_on_the_topic_byte_for_byte() {
        var event = paid();
        var body = event.getBytes(UTF_8);

        post(SignedEvents.header(body), body).statusCode(200);

        assertThat(records(event)).singleElement().satisfies(it -> {
            assertThat(it.value()).isEqualTo(body);
            assertThat(it.headers().lastHeader("event-type").value())
                    .isEqualTo("checkout.session.completed".getBytes(UTF_8));
            assertThat(it.headers().lastHeader("stripe-signature")).isNotNull();
            assertThat(it.headers().lastHeader("livemode").value()).isEqualTo("false".getBytes(UTF_8));
        });
    }

    @Test
    void odd_signatures_are_400_and_never_5xx() {
        var body = paid().getBytes(UTF_8);
        var now = Instant.now().getEpochSecond();
        var digest = SignedEvents.v1(SignedEvents.SECRET, Long.toString(now), body);

        for (var header : List.of(
                "",
                "t",
                "t=",
                "t=abc,v1=" + digest,
                "v1=" + digest,
                "t=" + now,
                "t=" + now + ",v1=",
                "t=" + now + ",v0=" + digest,
                "t=" + now + ",v1=" + digest.toUpperCase(java.util.Locale.ROOT),
                "t=" + now + ", v1=" + digest,
                "t=" + now + ",t=" + now + ",v1=" + digest,
                "t=-" + now + ",v1=" + digest,
                "t=99999999999999999999,v1=" + digest,
                "t=" + now + ",v1=" + digest.substring(2))) {
            post(header, body)
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:handover:problem:signature"));
        }
    }

    @Test
    void a_body_over_the_limit_is_413_whether_it_says_its_length_or_not() throws IOException {
        var tooLarge = " ".repeat(600 * 1024).getBytes(UTF_8);

        assertThat(statusOf(tooLarge, false)).isEqualTo(413);
        assertThat(statusOf(tooLarge, true)).isEqualTo(413);
    }

    @Test
    void a_large_event_within_the_limit_is_taken() {
        var event = paid().replace("\"pending_webhooks\":1", "\"filler\":\"" + "ü".repeat(150_000) + "\"");
        var body = event.getBytes(UTF_8);

        post(SignedEvents.header(body), body).statusCode(200);

        assertThat(records(event)).hasSize(1);
    }

    // The answer comes while the broker is still dead; that it comes within eight seconds is the sum of the limits that
    // EffectiveSettingsTest reads.
    @Test
    void a_dead_broker_is_503_and_nothing_acknowledged_until_the_repeat_is_kept() {
        var event = paid();
        var body = event.getBytes(UTF_8);

        kafka.kill();
        try {
            post(SignedEvents.header(body), body)
                    .statusCode(503)
                    .header("Retry-After", Integer::parseInt, greaterThan(0))
                    .contentType("application/problem+json");
        } finally {
            kafka.resume();
        }
        assertThat(records(event)).isEmpty();
        awaitBroker();
        post(SignedEvents.header(body), body).statusCode(200);

        assertThat(records(event)).hasSize(1);
    }

    // More than wait for the broker and in the buffer before it. Stripe waits better than we do.
    @Test
    void a_flood_while_the_broker_is_away_is_turned_away_and_not_piled_up() {
        kafka.kill();
        try {
            var flood = IntStream.range(0, 6_000)
                    .mapToObj(_ -> paid().getBytes(UTF_8))
                    .map(body -> receive.receive(SignedEvents.header(body), Optional.empty(), body)
                            .subscribeAsCompletionStage())
                    .toList();

            assertThat(flood.stream().filter(CompletableFuture::isCompletedExceptionally))
                    .hasSizeGreaterThan(500);
            assertThat(flood).allSatisfy(told -> assertThat(told).failsWithin(Duration.ofMinutes(1)));
        } finally {
            kafka.resume();
        }
        awaitBroker();
    }

    // A producer meets its broker at the first record, and again after an outage; on a busy machine that alone takes
    // its time. From then on each event is taken at its first telling.
    @BeforeEach
    void awaitBroker() {
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            var other = paid().getBytes(UTF_8);
            return post(SignedEvents.header(other), other).extract().statusCode() == 200;
        });
    }

    private static ValidatableResponse post(String signature, byte[] body) {
        return given().header("Stripe-Signature", signature)
                .contentType("application/json")
                .body(body)
                .post(PATH)
                .then();
    }

    private static String paid() {
        var unique = UUID.randomUUID().toString().replace("-", "");
        return SignedEvents.completed("evt_" + unique, "cs_test_" + unique, "pi_" + unique);
    }

    // By hand: a client library sees a broken pipe where the server refuses a body before it has read it.
    private int statusOf(byte[] body, boolean chunked) throws IOException {
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            var length = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length;
            var head = "POST " + PATH + " HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                    + "Stripe-Signature: " + SignedEvents.header(body) + "\r\n" + length + "\r\n\r\n";
            var out = socket.getOutputStream();
            out.write(head.getBytes(UTF_8));
            try {
                for (var at = 0; at < body.length; at += 8192) {
                    var size = Math.min(8192, body.length - at);
                    out.write((chunked ? Integer.toHexString(size) + "\r\n" : "").getBytes(UTF_8));
                    out.write(body, at, size);
                    out.write((chunked ? "\r\n" : "").getBytes(UTF_8));
                }
                out.write((chunked ? "0\r\n\r\n" : "").getBytes(UTF_8));
            } catch (IOException hungUp) {
                // Its answer is what counts, and stands before the hang-up.
            }
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    private List<ConsumerRecord<String, byte[]>> records(String event) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        var settings = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor("stripe-events").stream()
                    .map(info -> new org.apache.kafka.common.TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        found.removeIf(it -> !new String(it.value(), UTF_8).equals(event));
        return found;
    }
}
