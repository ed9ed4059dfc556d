package shop.handover.download.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.handover.download.House;
import shop.handover.download.Shop;
import shop.handover.download.StripeDouble;
import shop.handover.kit.link.DownloadTokens;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.stripe.CheckoutId;

@QuarkusTest
@WithTestResource(House.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class DownloadTest {

    StripeDouble stripe;
    Shop shop;

    @TestHTTPResource
    URI url;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stripe_is_back() {
        stripe.comeBack();
    }

    @Test
    void who_has_paid_gets_the_bytes_of_the_catalog() throws Exception {
        var token = Shop.token(stripe.paid("handbook"), "handbook");

        var answer = bytes(get(token, Shop.BIG));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Shop.sha256(answer.body())).isEqualTo(Shop.sha256(shop.bytes("big.bin")));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-store");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void a_file_has_its_name_in_any_language() throws Exception {
        var token = Shop.token(stripe.paid("handbook"), "handbook");

        var answer = bytes(get(token, Shop.BOOK));

        assertThat(answer.body()).isEqualTo(shop.bytes("book.pdf"));
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"Gr__e & _Zitate_ _ __.pdf\"; filename*=UTF-8''"
                        + "Gr%C3%BC%C3%9Fe%20&%20%22Zitate%22%20%E2%80%93%20%E6%97%A5%E6%9C%AC.pdf");
    }

    @Test
    void a_download_cut_in_the_middle_goes_on_where_it_stopped() throws Exception {
        var token = Shop.token(stripe.paid("handbook"), "handbook");
        var whole = shop.bytes("big.bin");

        var first = bytes(get(token, Shop.BIG).header("Range", "bytes=0-9999999"));
        var rest = bytes(get(token, Shop.BIG)
                .header("Range", "bytes=10000000-")
                .header("If-Range", first.headers().firstValue("ETag").orElseThrow()));

        assertThat(first.statusCode()).isEqualTo(206);
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.headers().firstValue("Content-Range"))
                .hasValue("bytes 10000000-" + (whole.length - 1) + "/" + whole.length);
        assertThat(Arrays.copyOf(first.body(), 100)).isEqualTo(Arrays.copyOf(whole, 100));
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 10_000_000, whole.length));
    }

    @Test
    void head_tells_size_tag_and_digest_and_uses_nothing_up() throws Exception {
        var token = Shop.token(stripe.paid("handbook"), "handbook");

        var head = bytes(get(token, Shop.BIG).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).hasValue("24000000");
        assertThat(head.headers().firstValue("Repr-Digest")).isPresent();
        assertThat(bytes(get(token, Shop.BIG)).statusCode()).isEqualTo(200);
    }

    @Test
    void beyond_the_end_there_is_nothing() throws Exception {
        var token = Shop.token(stripe.paid("handbook"), "handbook");

        var answer = bytes(get(token, Shop.NOTES).header("Range", "bytes=1000-"));

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes */1000");
    }

    @Test
    void what_the_client_has_is_not_sent_again() throws Exception {
        var token = Shop.token(stripe.paid("handbook"), "handbook");
        var tag = bytes(get(token, Shop.NOTES)).headers().firstValue("ETag").orElseThrow();

        assertThat(bytes(get(token, Shop.NOTES).header("If-None-Match", tag)).statusCode())
                .isEqualTo(304);
    }

    @Test
    void the_only_file_needs_no_name_and_many_lead_to_their_page() throws Exception {
        var card = Shop.token(stripe.paid("card"), "card");
        var handbook = Shop.token(stripe.paid("handbook"), "handbook");

        assertThat(bytes(request("/api/download?token=" + card)).body()).isEqualTo(shop.bytes("card.pdf"));
        var answer = bytes(request("/api/download?token=" + handbook));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/store/download?token=" + handbook);
    }

    @Test
    void one_purchase_costs_stripe_one_question_however_many_ask() throws Exception {
        var token = Shop.token(stripe.paid("handbook"), "handbook");
        var before = stripe.calls();

        var asked = IntStream.range(0, 50)
                .mapToObj(_ -> client.sendAsync(get(token, Shop.NOTES).build(), BodyHandlers.ofByteArray()))
                .toList();

        assertThat(asked)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(stripe.calls() - before).isEqualTo(1);
    }

    @Test
    void a_forged_link_is_refused_alike_and_asks_nobody() throws Exception {
        var token = Shop.token(stripe.paid("handbook"), "handbook");
        var before = stripe.calls();
        var random = new Random(7);
        var uniform = text(request("/api/download?token=")).body();

        for (var i = 0; i < 500; i++) {
            var forged = new StringBuilder(token);
            var at = random.nextInt(token.length());
            forged.setCharAt(at, forged.charAt(at) == 'x' ? 'y' : 'x');
            var answer = text(request("/api/download?token=" + forged + "&file=" + Shop.NOTES));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(uniform);
        }
        assertThat(stripe.calls()).isEqualTo(before);
    }

    @Test
    void an_old_key_still_opens_and_a_foreign_one_does_not() throws Exception {
        var checkout = stripe.paid("card");
        var old = LinkKeys.parse(List.of(Shop.KEYS.split(",")[1]));
        var token = new DownloadTokens(old).issue(new CheckoutId(checkout), "card", Instant.now(), Duration.ofHours(1));

        assertThat(bytes(request("/api/download?token=" + token)).statusCode()).isEqualTo(200);
        assertThat(bytes(request("/api/download?token=" + token.replace("v1.k1.", "v1.k2.")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void an_expired_link_offers_a_fresh_one_to_people_and_says_so_to_programs() throws Exception {
        var token =
                Shop.token(stripe.paid("handbook"), "handbook", Instant.now().minusSeconds(7200), Duration.ofHours(1));

        var page = text(
                get(token, Shop.NOTES).header("Accept", "text/html,*/*;q=0.8").header("Accept-Language", "de"));
        var problem = text(get(token, Shop.NOTES));

        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body())
                .contains("Dieser Link ist abgelaufen", "action=\"/store/fresh-link\"", "value=\"" + token + "\"");
        assertThat(problem.statusCode()).isEqualTo(410);
        assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.body()).contains("urn:handover:problem:link-expired");
    }

    @ParameterizedTest
    @CsvSource({"refunded", "disputed", "processing", "failed", "expired", "foreign", "of-another-product", "unknown"})
    void who_has_not_paid_gets_the_reason_and_no_byte(String state) throws Exception {
        var checkout = switch (state) {
            case "refunded" -> stripe.refunded("handbook");
            case "disputed" -> stripe.disputed("handbook", "needs_response");
            case "processing" -> stripe.processing("handbook");
            case "failed" -> stripe.failed("handbook");
            case "expired" -> stripe.expired("handbook");
            case "foreign" -> stripe.foreign("handbook");
            case "of-another-product" -> stripe.paid("card");
            default -> "cs_test_unknown";
        };

        var answer = text(get(Shop.token(checkout, "handbook"), Shop.NOTES));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("urn:handover:problem:");
    }

    @Test
    void a_renamed_product_and_a_free_one_and_a_won_dispute_are_handed_over() throws Exception {
        assertThat(bytes(get(Shop.token(stripe.paid("old-handbook"), "handbook"), Shop.NOTES))
                        .statusCode())
                .isEqualTo(200);
        assertThat(bytes(get(Shop.token(stripe.free("handbook"), "old-handbook"), Shop.NOTES))
                        .statusCode())
                .isEqualTo(200);
        assertThat(bytes(get(Shop.token(stripe.disputed("handbook", "won"), "handbook"), Shop.NOTES))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void while_stripe_is_away_a_stranger_is_told_when_to_come_back() throws Exception {
        var token = Shop.token(stripe.paid("handbook"), "handbook");
        stripe.goAway();

        var page = text(get(token, Shop.NOTES).header("Accept", "text/html"));

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).hasValue("20");
        assertThat(page.headers().firstValue("Refresh")).hasValue("20");
        assertThat(page.body()).contains("We cannot reach Stripe right now", "20 seconds");
    }

    @Test
    void other_methods_are_told_so() throws Exception {
        var answer = text(request("/api/download?token=x").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    // The idle time-out of this test's house is two seconds.
    @Test
    void a_reader_slower_than_the_idle_time_out_is_not_cut_off() throws Exception {
        var token = Shop.token(stripe.paid("handbook"), "handbook");
        var whole = shop.bytes("big.bin");

        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            socket.getOutputStream()
                    .write(("GET /api/download?token=" + token + "&file=big.bin HTTP/1.1\r\nHost: shop\r\n"
                                    + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var received = new ByteArrayOutputStream();
            var in = socket.getInputStream();
            var chunk = new byte[64 * 1024];
            var begun = System.nanoTime();
            for (var read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                received.write(chunk, 0, read);
                var elapsed = Duration.ofNanos(System.nanoTime() - begun);
                if (elapsed.toSeconds() < 7) {
                    LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                }
            }
            var bytes = received.toByteArray();
            assertThat(bytes.length).isGreaterThan(whole.length);
            assertThat(Arrays.copyOfRange(bytes, bytes.length - whole.length, bytes.length))
                    .isEqualTo(whole);
        }
    }

    private HttpRequest.Builder get(String token, String file) {
        return request("/api/download?token=" + token + "&file=" + URLEncoder.encode(file, StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path));
    }

    private HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> text(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
