package shop.handover.sandbox.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Ten thousand forms with one fault each: every one is answered with a 4xx in Stripe's error shape.
@Label("Malformed forms")
class MalformedFormsPropertyTest {

    private static StripeSandbox sandbox;
    private static Wire wire;
    private static Map<String, Map<String, String>> sound;

    @BeforeContainer
    static void start() {
        sandbox = StripeSandbox.start(StripeSandbox.Options.standard());
        wire = new Wire(sandbox, "sk_test_fuzz");
        sound = Malformed.sound(
                wire.post("/v1/prices", "currency=eur&unit_amount=2900&product_data[name]=Handbook")
                        .text("id"),
                wire.post("/v1/coupons", "percent_off=25&duration=once").text("id"));
    }

    @AfterContainer
    static void close() {
        sandbox.close();
    }

    @Example
    @Label("without the fault each form is accepted")
    void without_the_fault() {
        sound.forEach((call, form) -> {
            var answer = wire.post(call, Malformed.encoded(form));

            assertThat(answer.status()).as("%s %s", call, answer.raw().body()).isEqualTo(200);
        });
    }

    @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
    @Label("with it each is refused in Stripe's shape")
    void with_it(@ForAll("malformed") Malformed malformed) {
        var answer = wire.post(malformed.call(), malformed.form());

        assertThat(answer.status()).as("%s", malformed).isBetween(400, 499);
        assertThat(answer.error("type")).as("%s", malformed).isEqualTo("invalid_request_error");
        assertThat(answer.error("message")).as("%s", malformed).isNotEmpty();
        assertThat(answer.header("request-id")).startsWith("req_");
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    @Label("no text whatever breaks the sandbox")
    void no_text_whatever(@ForAll("texts") String text, @ForAll("calls") String call) {
        var answer = wire.post(call, text);

        assertThat(answer.status()).as("%s %s", call, text).isIn(200, 400, 404);
        assertThat(answer.body().has(answer.status() == 200 ? "object" : "error"))
                .isTrue();
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    @Label("no address whatever breaks the sandbox")
    void no_address_whatever(@ForAll("paths") String path) {
        var answer = raw("/v1/" + path);

        assertThat(answer).as(path).matches("(?s)HTTP/1.1 (200|400|404) .*");
        assertThat(answer).as(path).contains(answer.startsWith("HTTP/1.1 200") ? "\"object\": " : "{\n  \"error\": {");
    }

    // Past any library, for none would send such an address.
    private static String raw(String path) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            var request = "GET " + path
                    + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk_test_fuzz\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<Malformed> malformed() {
        return Malformed.all(sound);
    }

    @Provide
    Arbitrary<String> calls() {
        return Arbitraries.of(sound.keySet());
    }

    // Pieces that mean something to an address, in any order.
    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(
                        "products",
                        "/",
                        "%2F",
                        "%00",
                        "%ff",
                        "%C3%28",
                        "%",
                        "..",
                        "search",
                        "checkout/sessions",
                        "line_items",
                        "?",
                        "&",
                        "=",
                        "limit=",
                        "expand%5B%5D=",
                        "[",
                        "]",
                        "data.",
                        "-1",
                        "99999999999999999999",
                        "a",
                        "+",
                        ";",
                        "é")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    // Letters that mean something to a form, and whatever else there is.
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("[]=&%+;0123abname")
                .withCharRange(' ', '\uffff')
                .ofMaxLength(80);
    }
}
