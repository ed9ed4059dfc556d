package shop.handover.sandbox.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.handover.sandbox.machine.Ports;

/// The gateway of the containers, asked what the laptop's is asked. Skipped where there is no nginx.
@DisplayNameGeneration(ReplaceUnderscores.class)
class NginxTest {

    private static final Path FILES = Path.of("../deploy/gateway");
    private static Backend checkout;
    private static Backend webhook;
    private static Backend download;
    private static Nginx nginx;
    private static final CompletableFuture<Void> SECOND_HALF = new CompletableFuture<>();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() {
        assumeTrue(Nginx.program().isPresent(), "there is no nginx here; apt-get install nginx-light");
        checkout = new Backend(
                request -> request.response().setStatusCode(status(request)).end("hello"));
        webhook = new Backend(
                request -> request.body().onSuccess(body -> request.response().end(body)));
        download = new Backend(NginxTest::inTwoHalves);
        nginx = Nginx.start(FILES, "plain.conf", Map.of(), to(download.uri()));
    }

    private static Map<Upstream, URI> to(URI downloads) {
        return Map.of(Upstream.CHECKOUT, checkout.uri(), Upstream.WEBHOOK, webhook.uri(), Upstream.DOWNLOAD, downloads);
    }

    private static int status(HttpServerRequest request) {
        return request.uri().contains("fail") ? 503 : 200;
    }

    private static void inTwoHalves(HttpServerRequest request) {
        request.response().setChunked(true).write("first");
        SECOND_HALF.thenRun(() -> request.response().end("second"));
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
            checkout.close();
            webhook.close();
            download.close();
        }
    }

    @BeforeEach
    void nobodyWasAskedYet() {
        checkout.asked.clear();
        webhook.asked.clear();
        download.asked.clear();
    }

    @Test
    void a_listed_path_reaches_its_service_as_it_was_sent() throws Exception {
        var answer = get("/store/p/relay-handbook?lang=de&x=%2Fy");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(checkout.asked.poll().line()).isEqualTo("GET /store/p/relay-handbook?lang=de&x=%2Fy");
    }

    @Test
    void an_unlisted_path_reaches_nobody_however_it_is_written() throws Exception {
        for (String target : new String[] {
            "/q/health",
            "/q/metrics",
            "/store/",
            "/Store",
            "/store/../q/health",
            "/store/../store",
            "/store/./p/x",
            "/store/%2e%2e/q/metrics",
            "/%73tore",
            "//store",
            "/store//p/x",
            "/store%0a",
            "/store/p/x%0a",
            "/store/p/a%2fb",
            "/store;x=y",
            "/assets/..%2f..%2fq",
            "/assets/.env",
            "/.refused/404.en.html",
            "/x%2f..%2f.refused/404.en.html"
        }) {
            assertThat(raw("GET " + target + " HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n"))
                    .as(target)
                    // 400 where dots climb above the top: nginx does not even look further.
                    .matches("(?s)HTTP/1.1 40[04] .*");
        }
        assertThat(raw("GET /store\\q HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
        assertThat(checkout.asked).isEmpty();
        assertThat(download.asked).isEmpty();
    }

    @Test
    void a_method_that_is_not_listed_is_told_which_are() throws Exception {
        var answer = send(request("/store").DELETE());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"urn:handover:problem:method-not-allowed\"");
    }

    @Test
    void people_get_a_page_and_programs_a_problem() throws Exception {
        var person = send(request("/nothing").header("Accept", "text/html,*/*;q=0.8"));
        var program = send(request("/nothing"));

        assertThat(person.statusCode()).isEqualTo(404);
        assertThat(person.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(person.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(person.body()).contains("<h1>There is nothing here</h1>");
        assertThat(program.body()).contains("\"status\":404");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'de-AT,de;q=0.9', Hier ist nichts",
        "lang=en, de-DE, There is nothing here",
        "lang=de, en-GB, Hier ist nichts",
        "'', 'fr,de;q=0.5', There is nothing here"
    })
    void a_page_speaks_what_the_reader_chose_or_his_browser_asks_for(String cookie, String accepted, String title)
            throws Exception {
        var answer = send(request("/nothing")
                .header("Accept", "text/html")
                .header("Cookie", cookie)
                .header("Accept-Language", accepted));

        assertThat(answer.body()).contains("<h1>" + title + "</h1>");
    }

    @Test
    void what_the_client_claims_about_its_address_is_replaced() throws Exception {
        send(request("/store")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "for=203.0.113.9")
                .header("X-Real-IP", "203.0.113.9")
                .header("X-Original-URL", "/q/health"));

        var seen = checkout.asked.poll().headers();
        assertThat(seen.getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(seen.getAll("X-Forwarded-Proto")).containsExactly("http");
        assertThat(seen.getAll("X-Forwarded-Host")).containsExactly("127.0.0.1:" + nginx.port());
        assertThat(seen.names()).doesNotContain("Forwarded", "X-Real-IP", "X-Original-URL");
    }

    @Test
    void a_body_is_taken_up_to_the_routes_limit_whether_or_not_it_says_its_length() throws Exception {
        var fits = new byte[512 * 1024];
        var over = new byte[fits.length + 1];

        assertThat(post("/api/stripe/webhook", fits).body()).hasSize(fits.length);
        assertThat(postChunked("/api/stripe/webhook", fits).body()).hasSize(fits.length);
        assertThat(post("/api/stripe/webhook", over).statusCode()).isEqualTo(413);
        assertThat(postChunked("/api/stripe/webhook", over).statusCode()).isEqualTo(413);
        assertThat(post("/api/stripe/create-checkout", new byte[16 * 1024 + 1]).statusCode())
                .isEqualTo(413);
        assertThat(checkout.asked).isEmpty();
    }

    @Test
    void a_page_takes_no_body_at_all() throws Exception {
        var answer = raw("GET /store HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");

        assertThat(answer).startsWith("HTTP/1.1 413");
        assertThat(checkout.asked).isEmpty();
    }

    @Test
    void a_file_is_passed_on_while_it_is_still_being_written() throws Exception {
        var answer = client.send(request("/api/download?token=x").build(), BodyHandlers.ofInputStream());

        assertThat(answer.body().readNBytes(5)).asString().isEqualTo("first");
        SECOND_HALF.complete(null);
        assertThat(answer.body().readAllBytes()).asString().isEqualTo("second");
    }

    @Test
    void a_service_that_is_away_becomes_the_maintenance_page_and_its_own_refusal_stays_its_own() throws Exception {
        try (var door =
                Nginx.start(FILES, "plain.conf", Map.of(), to(URI.create("http://127.0.0.1:" + Ports.free())))) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(door.url() + "/store/success"))
                            .header("Accept", "text/html")
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("<h1>Back in a moment</h1>");
        }
        assertThat(get("/store?fail").body()).isEqualTo("hello");
    }

    @Test
    void one_client_cannot_ask_without_end() throws Exception {
        HttpResponse<String> answer;
        int asked = 0;
        do {
            answer = send(request("/csp-report").POST(BodyPublishers.ofString("{}")));
        } while (answer.statusCode() != 429 && ++asked < 2_000);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(asked).isGreaterThanOrEqualTo(Pace.ACT.burst());
    }

    @Test
    void two_readings_of_where_a_request_ends_are_never_passed_on() throws Exception {
        for (String head : new String[] {
            "Content-Length: 3\r\nContent-Length: 30",
            "Content-Length: 3\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: xchunked",
            "Content-Length: +3",
            "Content-Length: 3, 3"
        }) {
            String answer = raw("POST /api/stripe/webhook HTTP/1.1\r\nHost: x\r\n" + head
                    + "\r\nConnection: close\r\n\r\n0\r\n\r\nGET /q/health HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(answer).as(head).matches("(?s)HTTP/1.1 (400|411|413|501) .*");
        }
        assertThat(webhook.asked).isEmpty();
    }

    @Test
    void its_log_holds_no_query() throws Exception {
        get("/store?token=v1.secret");

        assertThat(nginx.log()).contains("\"path\":\"/store\"").doesNotContain("v1.secret", "127.0.0.1\"");
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(nginx.url() + target));
    }

    private HttpResponse<String> get(String target) throws Exception {
        return send(request(target));
    }

    private HttpResponse<byte[]> post(String target, byte[] body) throws Exception {
        return client.send(
                request(target).POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> postChunked(String target, byte[] body) throws Exception {
        return client.send(
                request(target)
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", nginx.port())) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(60));
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
