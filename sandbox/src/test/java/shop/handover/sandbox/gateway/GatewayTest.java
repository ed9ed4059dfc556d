package shop.handover.sandbox.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.sandbox.machine.Ports;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GatewayTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private Backend checkout = new Backend(GatewayTest::hello);
    private Backend webhook = new Backend(GatewayTest::echo);
    private Backend download = new Backend(GatewayTest::hello);
    private Gateway gateway = gatewayTo(download.uri());

    private Gateway gatewayTo(URI downloads) {
        return Gateway.start(new GatewayOptions(
                "127.0.0.1",
                0,
                Map.of(
                        Upstream.CHECKOUT,
                        checkout.uri(),
                        Upstream.WEBHOOK,
                        webhook.uri(),
                        Upstream.DOWNLOAD,
                        downloads)));
    }

    @AfterEach
    void close() {
        gateway.close();
        checkout.close();
        webhook.close();
        download.close();
    }

    private static void hello(HttpServerRequest request) {
        request.response()
                .putHeader("Keep-Alive", "timeout=5")
                .putHeader("Content-Length", "5")
                .end("hello");
    }

    private static void echo(HttpServerRequest request) {
        request.body().onSuccess(body -> request.response().end(body));
    }

    @Test
    void a_listed_path_reaches_its_service_with_its_query() throws Exception {
        var answer = get("/store/success?session_id=cs_test_1&r=%2Fx");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(download.asked.poll().line()).isEqualTo("GET /store/success?session_id=cs_test_1&r=%2Fx");
        assertThat(checkout.asked).isEmpty();
    }

    @Test
    void an_unlisted_path_reaches_nobody_however_it_is_written() throws Exception {
        for (String target : new String[] {
            "/q/health",
            "/store/../q/health",
            "/store/%2e%2e/q/metrics",
            "//q/health",
            "/assets/..%2f..%2fq",
            "/store\\q"
        }) {
            assertThat(raw("GET " + target + " HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n"))
                    .as(target)
                    .startsWith("HTTP/1.1 404");
        }
        assertThat(checkout.asked).isEmpty();
        assertThat(download.asked).isEmpty();
    }

    @Test
    void a_target_given_as_a_whole_url_is_forwarded_as_a_path() throws Exception {
        raw("GET http://elsewhere.example/store?lang=de HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n");

        assertThat(checkout.asked.poll().line()).isEqualTo("GET /store?lang=de");
    }

    @Test
    void a_method_that_is_not_listed_is_told_which_are() throws Exception {
        var answer = send(request("/store").DELETE());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void what_the_client_claims_about_its_address_is_replaced() throws Exception {
        send(request("/store")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "for=203.0.113.9")
                .header("X-Real-IP", "203.0.113.9"));

        var seen = checkout.asked.poll().headers();
        assertThat(seen.getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(seen.getAll("X-Forwarded-Proto")).containsExactly("http");
        assertThat(seen.getAll("X-Forwarded-Host")).containsExactly("127.0.0.1:" + gateway.port());
        assertThat(seen.contains("Forwarded")).isFalse();
        assertThat(seen.contains("X-Real-IP")).isFalse();
    }

    @Test
    void headers_of_one_connection_stay_on_it() throws Exception {
        String answer = raw("GET /store HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\nConnection: X-Secret\r\n"
                + "X-Secret: 1\r\nTE: trailers\r\nProxy-Authorization: Basic eA==\r\n\r\n");

        var seen = checkout.asked.poll().headers();
        assertThat(seen.names()).doesNotContain("X-Secret", "TE", "Proxy-Authorization");
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("keep-alive");
    }

    @Test
    void a_body_within_the_limit_arrives_whole() throws Exception {
        var body = new byte[512 * 1024];

        var answer = client.send(
                request("/api/stripe/webhook")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void a_body_beyond_the_limit_is_refused_whether_or_not_it_says_its_length() throws Exception {
        var body = new byte[512 * 1024 + 1];

        var declared = send(request("/api/stripe/webhook").POST(BodyPublishers.ofByteArray(body)));
        var chunked = send(request("/api/stripe/webhook")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).contains("524288");
    }

    @Test
    void an_answer_is_passed_on_while_it_is_still_being_written() throws Exception {
        var second = new CompletableFuture<HttpServerResponse>();
        try (var slow = new Backend(request -> {
                    request.response().setChunked(true).write("first");
                    second.complete(request.response());
                });
                var door = gatewayTo(slow.uri())) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(door.url() + "/api/download"))
                            .build(),
                    BodyHandlers.ofInputStream());

            assertThat(answer.body().readNBytes(5)).asString().isEqualTo("first");
            second.get(5, TimeUnit.SECONDS).end("second");
            assertThat(answer.body().readAllBytes()).asString().isEqualTo("second");
        }
    }

    @Test
    void a_client_that_does_not_read_holds_the_service_back() throws Exception {
        var written = new AtomicLong();
        try (var fast = new Backend(request -> flood(request.response(), written));
                var door = gatewayTo(fast.uri());
                var socket = new Socket("127.0.0.1", door.port())) {
            socket.getOutputStream().write("GET /api/download HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));

            assertThat(socket.getInputStream().read()).isEqualTo('H');
            assertThat(settled(written)).isLessThan(FLOOD / 2);
            assertThat(drain(socket.getInputStream(), FLOOD)).isTrue();
            assertThat(written).hasValue(FLOOD);
        }
    }

    private static final long FLOOD = 64L * 1024 * 1024;
    private static final Buffer PIECE = Buffer.buffer(new byte[64 * 1024]);

    private static void flood(HttpServerResponse response, AtomicLong written) {
        response.putHeader("Content-Length", String.valueOf(FLOOD));
        pour(response, written);
    }

    private static void pour(HttpServerResponse response, AtomicLong written) {
        while (written.get() < FLOOD && !response.writeQueueFull()) {
            response.write(PIECE);
            written.addAndGet(PIECE.length());
        }
        if (written.get() < FLOOD) {
            response.drainHandler(_ -> pour(response, written));
        } else {
            response.end();
        }
    }

    // Nothing tells that nothing more will come, so this looks until half a second brought no change.
    private static long settled(AtomicLong written) throws InterruptedException {
        long before = -1;
        while (before != written.get()) {
            before = written.get();
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return before;
    }

    private static boolean drain(InputStream in, long atLeast) throws IOException {
        long read = 0;
        var piece = new byte[64 * 1024];
        while (read < atLeast) {
            int length = in.read(piece);
            if (length < 0) {
                return false;
            }
            read += length;
        }
        return true;
    }

    @Test
    void a_client_that_goes_away_is_felt_by_the_service() throws Exception {
        var closed = new CompletableFuture<Void>();
        var written = new AtomicLong();
        try (var fast = new Backend(request -> {
                    request.response().closeHandler(closed::complete);
                    flood(request.response(), written);
                });
                var door = gatewayTo(fast.uri())) {
            try (var socket = new Socket("127.0.0.1", door.port())) {
                socket.getOutputStream().write("GET /api/download HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
                socket.getInputStream().read();
            }

            assertThat(closed).succeedsWithin(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_service_that_is_away_becomes_a_problem_for_programs_and_a_page_for_people() throws Exception {
        try (var door = gatewayTo(URI.create("http://127.0.0.1:" + Ports.free()))) {
            var target = URI.create(door.url() + "/store/success");
            var program = client.send(HttpRequest.newBuilder(target).build(), BodyHandlers.ofString());
            var person = client.send(
                    HttpRequest.newBuilder(target)
                            .header("Accept", "text/html,*/*;q=0.8")
                            .build(),
                    BodyHandlers.ofString());

            assertThat(program.statusCode()).isEqualTo(503);
            assertThat(program.headers().firstValue("Retry-After")).isPresent();
            assertThat(program.body()).contains("\"status\":503");
            assertThat(person.statusCode()).isEqualTo(503);
            assertThat(person.body()).contains("<h1>Back in a moment</h1>");
        }
    }

    @Test
    void a_head_request_brings_the_headers_of_the_get() throws Exception {
        var answer = send(request("/api/download?token=x").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("5");
    }

    @Test
    void two_lengths_in_one_request_are_refused() throws Exception {
        assertThat(raw("POST /api/stripe/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
                        + "Content-Length: 30\r\nConnection: close\r\n\r\nabc"))
                .startsWith("HTTP/1.1 400");
        assertThat(webhook.asked).isEmpty();
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(gateway.url() + target));
    }

    private HttpResponse<String> get(String target) throws Exception {
        return send(request(target));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
