package shop.handover.download.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.handover.download.Shop;
import shop.handover.download.StripeDouble;
import shop.handover.download.http.Corpus;
import shop.handover.download.http.RangeReference;
import shop.handover.download.http.Wire;

/// The service says who may, nginx sends. Skipped, and said so, where there is no nginx.
@QuarkusTest
@WithTestResource(NginxHouse.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class NginxTest {

    private static final int SIZE = 1000;
    // Fewer downloads than one link is good for.
    private static final int FEW = 10;

    StripeDouble stripe;
    Shop shop;

    @TempDir
    Path folder;

    @TestHTTPResource
    URI service;

    private final HttpClient client = HttpClient.newHttpClient();
    private Nginx nginx;

    @BeforeEach
    void start() throws IOException {
        var program = Nginx.program();
        assumeTrue(program.isPresent(), "nginx is not on this machine");
        // Its workers are another user, if it was started by root.
        List.of(shop.files(), folder).forEach(NginxTest::openTheWayTo);
        Files.walk(shop.files()).forEach(file -> {
            file.toFile().setReadable(true, false);
            file.toFile().setExecutable(Files.isDirectory(file), false);
        });
        nginx = Nginx.start(program.get(), folder, shop.files(), service);
    }

    private static void openTheWayTo(Path place) {
        for (var at = place; at != null && !at.equals(at.getRoot()); at = at.getParent()) {
            at.toFile().setExecutable(true, false);
        }
    }

    @AfterEach
    void stop() {
        if (nginx != null) {
            nginx.close();
        }
    }

    @Test
    void nginx_sends_what_the_service_grants_under_the_services_headers() throws Exception {
        var answer = get(stripe.paid("handbook"), Shop.BOOK, "Accept", "*/*");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(shop.bytes("book.pdf"));
        var headers = answer.headers();
        assertThat(headers.firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(headers.firstValue("Content-Disposition").orElseThrow())
                .contains("filename*=UTF-8''Gr%C3%BC%C3%9Fe");
        assertThat(headers.firstValue("Cache-Control")).hasValue("private, no-store");
        assertThat(headers.firstValue("Repr-Digest").orElseThrow()).startsWith("sha-256=:");
        assertThat(headers.firstValue("X-Accel-Redirect")).isEmpty();
        assertThat(headers.firstValue("ETag").orElseThrow()).doesNotStartWith("W/");
    }

    @Test
    void a_download_goes_on_with_nginxs_own_tag() throws Exception {
        var checkout = stripe.paid("handbook");
        var first = get(checkout, Shop.BIG, "Range", "bytes=0-9");
        var tag = first.headers().firstValue("ETag").orElseThrow();

        var rest = get(checkout, Shop.BIG, "Range", "bytes=23999990-", "If-Range", tag);
        var other = get(checkout, Shop.BIG, "Range", "bytes=23999990-", "If-Range", "\"another\"");

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).hasSize(10);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).hasSize(24_000_000);
    }

    @Test
    void who_has_not_paid_gets_nothing_and_the_location_is_closed() throws Exception {
        assertThat(get(stripe.refunded("handbook"), Shop.NOTES, "Accept", "*/*").statusCode())
                .isEqualTo(403);
        for (var path : new String[] {"/files/v1/notes.txt", "/files/", "/files/../files/v1/notes.txt"}) {
            assertThat(Wire.status(Wire.ask(nginx.url(), "GET " + path + " HTTP/1.1")))
                    .isEqualTo(404);
        }
    }

    // What is written strictly is answered as without nginx. nginx forgives a blank and does not know empty
    // elements of a list: there it refuses, or says which bytes it sends; never others.
    @Test
    void a_cache_in_between_keeps_nothing_and_gives_a_stranger_nothing() throws Exception {
        var pages = List.of("/api/download?file=notes.txt", "/store/download?a=b");
        var link = "token=" + Shop.token(stripe.paid("handbook"), "handbook");

        for (var page : pages) {
            var strangerFirst = cached(page);
            var buyer = cached(page + "&" + link, "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "evil");
            var strangerAfter = cached(page);

            assertThat(buyer.statusCode()).as(page).isEqualTo(200);
            assertThat(new String(buyer.body(), StandardCharsets.UTF_8)
                            + buyer.headers().map())
                    .doesNotContain("evil");
            assertThat(List.of(strangerFirst, strangerAfter))
                    .extracting(HttpResponse::statusCode)
                    .containsOnly(401);
            assertThat(List.of(strangerFirst, strangerAfter))
                    .extracting(answer -> answer.headers().firstValue("X-Cache").orElse("not asked"))
                    .containsOnly("MISS");
        }
    }

    @Test
    void every_range_is_answered_with_the_bytes_it_names() throws Exception {
        var token = "";
        var asked = 0;
        var notes = new String(shop.bytes("notes.txt"), StandardCharsets.ISO_8859_1);
        var softly = new SoftAssertions();
        for (var range : Corpus.ranges()) {
            if (asked++ % FEW == 0) {
                token = Shop.token(stripe.paid("handbook"), "handbook");
            }
            var answer = Wire.ask(
                    nginx.url(), "GET /api/download?token=" + token + "&file=notes.txt HTTP/1.1\r\nRange: " + range);
            var body = answer.substring(answer.indexOf("\r\n\r\n") + 4);

            if (range.matches("bytes=(0|[1-9]\\d{0,17})-|bytes=-[1-9]\\d{0,17}")) {
                softly.assertThat(said(answer)).as(range).isEqualTo(RangeReference.answer(range, SIZE));
            }
            switch (Wire.status(answer)) {
                case 200 -> softly.assertThat(body).as(range).isEqualTo(notes);
                case 206 -> softly.assertThat(body).as(range).isEqualTo(named(said(answer), notes));
                default -> softly.assertThat(Wire.status(answer)).as(range).isIn(400, 416);
            }
        }
        softly.assertAll();
    }

    // "206 5-9" of a text.
    private static String named(String said, String text) {
        var ends = said.substring("206 ".length()).split("-");
        return text.substring(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
    }

    @Test
    void no_spelling_of_a_name_leads_off_the_shelf() throws Exception {
        var token = Shop.token(stripe.paid("handbook"), "handbook");
        var softly = new SoftAssertions();
        for (var spelling : Corpus.paths()) {
            var answer = Wire.ask(
                    nginx.url(),
                    "GET /api/download?token=" + token + "&file=" + spelling.replace(" ", "%20") + " HTTP/1.1");

            softly.assertThat(Wire.status(answer)).as(spelling).isIn(400, 404, 414);
        }
        softly.assertAll();
    }

    private HttpResponse<byte[]> get(String checkout, String file, String... headers)
            throws IOException, InterruptedException {
        var link = nginx.url()
                .resolve("/api/download?token=" + Shop.token(checkout, "handbook") + "&file="
                        + URLEncoder.encode(file, StandardCharsets.UTF_8));
        return client.send(HttpRequest.newBuilder(link).headers(headers).build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> cached(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(nginx.cachingUrl().resolve(path)).header("Accept", "*/*");
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String said(String answer) {
        var status = Integer.toString(Wire.status(answer));
        var at = answer.indexOf("Content-Range: bytes ");
        return status.equals("206") ? status + " " + answer.substring(at + 21, answer.indexOf("/" + SIZE, at)) : status;
    }
}
