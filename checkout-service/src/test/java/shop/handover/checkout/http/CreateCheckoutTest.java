package shop.handover.checkout.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.checkout.RawHttp;
import shop.handover.checkout.TestHouse;
import shop.handover.checkout.stripe.StripeDouble;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.ReturnTicket;
import shop.handover.kit.link.Seal;

@QuarkusTest
@QuarkusTestResource(value = TestHouse.class, restrictToAnnotatedClass = true)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CreateCheckoutTest {

    private static final String PATH = "/api/stripe/create-checkout";
    private static final LinkKeys KEYS = LinkKeys.parse(List.of(TestHouse.LINK_KEY));

    @TestHTTPResource
    URI service;

    StripeDouble stripe;

    @BeforeEach
    void pricesAreKnown() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> posting("{\"productSlug\":\"kit\"}").extract().statusCode() == 200);
    }

    @AfterEach
    void troubleEnds() {
        stripe.inTrouble(0);
        stripe.hanging(false);
    }

    @Test
    void a_page_that_names_a_product_gets_an_address_of_stripes_page() {
        posting("{\"productSlug\":\"kit\"}")
                .statusCode(200)
                .contentType(ContentType.JSON)
                .header("Cache-Control", "no-store")
                .body("checkoutURL", startsWith(stripe.base() + "/c/pay/cs_test_"));
    }

    @Test
    void stripe_is_told_what_the_catalog_says_and_the_buyer_chose() {
        posting("""
                {"productSlug":"kit","priceId":"price_sample_kit_usd","productName":"Kit for free",
                 "customerEmail":"buyer@example.com","locale":"de","currency":"usd"}
                """).statusCode(200);

        assertThat(stripe.lastCreated())
                .containsEntry("mode", "payment")
                .containsEntry("currency", "usd")
                .containsEntry("line_items[0][price]", "price_sample_kit_usd")
                .containsEntry("line_items[0][quantity]", "1")
                .containsEntry("adaptive_pricing[enabled]", "false")
                .containsEntry("allow_promotion_codes", "true")
                .containsEntry("customer_email", "buyer@example.com")
                .containsEntry("locale", "de")
                .containsEntry("cancel_url", "https://shop.example/store")
                .containsEntry("metadata[productName]", "The Kit")
                .containsEntry("metadata[unitAmount]", "5400")
                .containsEntry("payment_intent_data[metadata][productSlug]", "kit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-AT,de;q=0.9,en;q=0.8 | de",
                "en;q=0.4, fr-CA | fr-CA",
                "* | auto",
                "tlh, de;q=0.5 | auto",
                "; ,=q | auto"
            })
    void where_no_locale_is_named_stripe_is_told_what_the_browser_asks_for_first(String asked, String told) {
        given().contentType(ContentType.URLENC)
                .header("Accept-Language", asked)
                .formParam("productSlug", "kit")
                .redirects()
                .follow(false)
                .post(PATH)
                .then()
                .statusCode(303);

        assertThat(stripe.lastCreated()).containsEntry("locale", told);
    }

    @Test
    void the_session_and_its_payment_carry_our_seal() {
        posting("{\"productSlug\":\"kit\"}");

        assertThat(new Seal(KEYS).holds(metadata("metadata["))).isTrue();
        assertThat(metadata("payment_intent_data[metadata][")).isEqualTo(metadata("metadata["));
    }

    @Test
    void the_way_back_is_ours_and_carries_a_ticket() {
        posting("{\"productSlug\":\"kit\"}");

        var url = stripe.lastCreated().get("success_url");
        assertThat(url).startsWith("https://shop.example/store/success?session_id={CHECKOUT_SESSION_ID}&r=");
        assertThat(new ReturnTicket(KEYS).nonce(url.substring(url.indexOf("&r=") + 3)))
                .hasValue(metadata("metadata[").get("nonce"));
    }

    @Test
    void a_price_that_the_buyer_chooses_takes_no_codes() {
        posting("{\"productSlug\":\"guide\"}").statusCode(200);

        assertThat(stripe.lastCreated()).doesNotContainKey("allow_promotion_codes");
    }

    @Test
    void an_amount_chosen_on_our_page_is_a_price_of_this_checkout_alone() {
        posting("{\"productSlug\":\"guide\",\"amount\":\"25,50\"}").statusCode(200);

        assertThat(stripe.lastCreated())
                .containsEntry("line_items[0][price_data][unit_amount]", "2550")
                .containsEntry("line_items[0][price_data][product]", "prod_of_ours")
                .containsEntry("line_items[0][price_data][tax_behavior]", "inclusive")
                .containsEntry("metadata[unitAmount]", "1900+2550")
                .doesNotContainKeys("line_items[0][price]", "allow_promotion_codes");
    }

    @Test
    void a_form_with_too_low_an_amount_is_shown_again_with_the_least_and_what_was_typed() {
        given().contentType(ContentType.URLENC)
                .accept("text/html")
                .formParam("productSlug", "guide")
                .formParam("amount", "5")
                .formParam("customerEmail", "buyer@example.com")
                .when()
                .post(PATH)
                .then()
                .statusCode(400)
                .body(containsString("The least is 19.00\u00a0EUR."))
                .body(containsString("value=\"5\""))
                .body(containsString("value=\"buyer@example.com\""));
    }

    @Test
    void nothing_else_a_client_sends_counts() {
        posting("""
                {"productSlug":"kit","success_url":"https://evil.example","successUrl":"https://evil.example",
                 "cancel_url":"https://evil.example","unit_amount":1,"amount":1,"quantity":9,"mode":"setup",
                 "metadata":{"productSlug":"guide"},"discounts":[{"coupon":"ALL"}],"downloadUrl":"https://evil.example"}
                """).statusCode(200);

        assertThat(stripe.lastCreated().toString()).doesNotContain("evil.example");
        assertThat(stripe.lastCreated())
                .containsEntry("line_items[0][quantity]", "1")
                .containsEntry("metadata[productSlug]", "kit")
                .doesNotContainKey("discounts[0][coupon]");
    }

    @Test
    void a_form_is_sent_on_to_stripe() {
        given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .accept("text/html")
                .formParam("productSlug", "kit")
                .formParam("customerEmail", "")
                .when()
                .post(PATH)
                .then()
                .statusCode(303)
                .header("Location", startsWith(stripe.base() + "/c/pay/cs_test_"));

        assertThat(stripe.lastCreated()).doesNotContainKey("customer_email");
    }

    @Test
    void a_form_with_a_malformed_address_is_shown_again_with_the_address_marked() {
        given().contentType(ContentType.URLENC)
                .accept("text/html")
                .formParam("productSlug", "kit")
                .formParam("customerEmail", "buyer@<b>")
                .when()
                .post(PATH)
                .then()
                .statusCode(400)
                .contentType("text/html")
                .body(containsString("aria-invalid=\"true\""))
                .body(containsString("value=\"buyer@&lt;b&gt;\""))
                .body(containsString("This address looks incomplete"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                        | 400 | nothing-named           | productSlug
            {"productSlug":"","priceId":null}                         | 400 | nothing-named           | productSlug
            {"productSlug":"kit","customerEmail":"buyer"}             | 400 | malformed-email         | customerEmail
            {"productSlug":"kit","customerEmail":"refused@example.com"} | 400 | malformed-email       | customerEmail
            {"productSlug":"guide","amount":"18.99"}                  | 422 | amount-too-low          | amount
            {"productSlug":"guide","amount":1}                        | 422 | amount-too-low          | amount
            {"productSlug":"guide","amount":"much"}                   | 400 | malformed-amount        | amount
            {"productSlug":"guide","amount":"1e9"}                    | 400 | malformed-amount        | amount
            {"productSlug":"guide","amount":[25]}                     | 400 | malformed               | amount
            {"productSlug":7}                                         | 400 | malformed               | productSlug
            {"productSlug":["kit"]}                                   | 400 | malformed               | productSlug
            {"productSlug":"nothing"}                                 | 404 | unknown-product         | productSlug
            {"priceId":"price_of_a_stranger"}                         | 404 | unknown-product         | priceId
            {"productSlug":"gone"}                                    | 404 | retired-product         | productSlug
            {"productSlug":"guide","priceId":"price_sample_kit_eur"}  | 422 | price-of-another-product | priceId
            {"productSlug":"kit","currency":"gbp"}                    | 422 | unsupported-currency    | currency
            {"productSlug":"kit","currency":"money"}                  | 422 | unsupported-currency    | currency
            {"priceId":"price_sample_kit_eur","currency":"usd"}       | 422 | price-in-another-currency | currency
            """)
    void what_cannot_be_is_told_with_the_field_and_the_fix(String body, int status, String type, String field) {
        posting(body)
                .statusCode(status)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .body("type", equalTo("urn:handover:problem:" + type))
                .body("status", equalTo(status))
                .body("field", equalTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"kit\"", "{", "{\"productSlug\":", "\u0000", "[[[[[[[[[["})
    void a_body_that_is_no_object_is_malformed(String body) {
        posting(body).statusCode(400).body("type", equalTo("urn:handover:problem:malformed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/xml"})
    void other_media_types_are_refused(String type) {
        given().header("Content-Type", type)
                .body("productSlug=kit".getBytes(StandardCharsets.US_ASCII))
                .when()
                .post(PATH)
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void a_form_that_names_no_product_of_ours_is_told_of_its_address_by_a_page() {
        given().contentType(ContentType.URLENC)
                .accept("text/html")
                .formParam("priceId", "price_sample_kit_eur")
                .formParam("customerEmail", "buyer@")
                .when()
                .post(PATH)
                .then()
                .statusCode(400)
                .body(containsString("<h1>This e-mail address looks incomplete</h1>"));
    }

    @Test
    void a_browser_is_told_of_trouble_by_a_page() {
        given().contentType(ContentType.URLENC)
                .accept("text/html,*/*;q=0.8")
                .header("Accept-Language", "de")
                .formParam("productSlug", "nothing")
                .when()
                .post(PATH)
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("Dieses Produkt gibt es nicht"));
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 12_000, 16_000})
    void a_body_within_the_limit_is_read_to_its_end(int size) {
        var padded = "{\"filler\":\"" + "x".repeat(size) + "\",\"productSlug\":\"kit\"}";

        given().contentType(ContentType.JSON).body(padded).post(PATH).then().statusCode(200);
        given().contentType("application/x-www-form-urlencoded")
                .redirects()
                .follow(false)
                .body("filler=" + "x".repeat(size) + "&productSlug=kit")
                .post(PATH)
                .then()
                .statusCode(303);
    }

    @Test
    void a_form_that_cannot_be_decoded_is_malformed() {
        given().contentType("application/x-www-form-urlencoded")
                .body("productSlug=%zz")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:handover:problem:malformed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"///;;", "foo", "application/x-www-form-urlencoded; charset=nope"})
    void what_is_no_media_type_of_ours_is_refused(String type) throws IOException {
        var answer = RawHttp.send(
                service,
                "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type
                        + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 415 ");
    }

    @Test
    void a_body_that_says_it_is_too_large_is_refused_unread() throws IOException {
        var answer = RawHttp.send(service, """
                POST %s HTTP/1.1\r
                Host: x\r
                Content-Type: application/json\r
                Content-Length: 10000000\r
                Connection: close\r
                \r
                """.formatted(PATH));

        assertThat(answer).startsWith("HTTP/1.1 413").contains("urn:handover:problem:too-large");
    }

    @Test
    void a_body_that_grows_too_large_in_chunks_is_refused() throws IOException {
        var chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";

        var answer = RawHttp.send(service, """
                POST %s HTTP/1.1\r
                Host: x\r
                Content-Type: application/json\r
                Transfer-Encoding: chunked\r
                Connection: close\r
                \r
                """.formatted(PATH) + chunk.repeat(8) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("urn:handover:problem:too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:80@shop.example",
                "Host: shop.example\r\nOrigin: https://evil.example",
                "Host: x\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Port: 1",
                "Host: x\r\nForwarded: host=evil.example;proto=http",
                "Host: x\r\nX-Forwarded-Prefix: //evil.example\r\nX-Original-URL: https://evil.example",
                "Host: x\r\nReferer: https://evil.example/"
            })
    void no_header_changes_where_the_buyer_comes_back_to(String headers) throws IOException {
        var body = "{\"productSlug\":\"kit\"}";

        var answer = RawHttp.send(
                service,
                "POST " + PATH + " HTTP/1.1\r\n" + headers + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\nConnection: close\r\n\r\n" + body);

        assertThat(answer).doesNotContain("evil.example").doesNotStartWith("HTTP/1.1 5");
        assertThat(stripe.lastCreated().toString()).doesNotContain("evil.example");
        assertThat(stripe.lastCreated().get("success_url")).startsWith("https://shop.example/store/success?");
    }

    @Test
    void a_repeated_click_finds_the_same_checkout_and_a_paid_one_is_a_conflict() {
        var before = stripe.created().size();

        var first = keyed("click-1").statusCode(200).extract().path("checkoutURL");
        var again = keyed("click-1").statusCode(200).extract().path("checkoutURL");

        assertThat(again).isEqualTo(first);
        assertThat(stripe.created()).hasSize(before + 1);

        stripe.complete();
        keyed("click-1").statusCode(409).body("type", equalTo("urn:handover:problem:already-paid"));
        keyed("click-2").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void when_stripe_is_in_trouble_the_buyer_is_asked_to_come_back(int status) {
        stripe.inTrouble(status);

        posting("{\"productSlug\":\"kit\"}")
                .statusCode(502)
                .header("Retry-After", equalTo("5"))
                .body("type", equalTo("urn:handover:problem:stripe-unreachable"));
    }

    @Test
    void when_stripe_does_not_answer_the_buyer_is_told_within_ten_seconds() {
        stripe.hanging(true);
        var asked = System.nanoTime();

        posting("{\"productSlug\":\"kit\"}").statusCode(503).header("Retry-After", equalTo("5"));

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void when_stripe_refuses_our_key_the_caller_learns_nothing_of_it() {
        stripe.inTrouble(401);

        posting("{\"productSlug\":\"kit\"}")
                .statusCode(502)
                .body("detail", equalTo("Stripe did not accept our request; the shop has been told"));
    }

    @Test
    void only_listed_origins_may_ask_by_script() {
        given().header("Origin", "https://www.shop.example")
                .when()
                .options(PATH)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "https://www.shop.example")
                .header("Access-Control-Allow-Headers", containsString("Content-Type"))
                .header("Vary", containsString("Origin"));
        given().header("Origin", "https://www.shop.example.evil.example")
                .when()
                .options(PATH)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", (String) null);
    }

    @Test
    void no_stripe_call_is_spent_on_what_cannot_be() {
        var before = stripe.calls();

        posting("{\"productSlug\":\"nothing\"}");
        posting("{\"productSlug\":\"guide\",\"priceId\":\"price_sample_kit_eur\"}");
        posting("{\"productSlug\":\"kit\",\"customerEmail\":\"x\"}");

        assertThat(stripe.calls()).isEqualTo(before);
    }

    private ValidatableResponse keyed(String key) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body("{\"productSlug\":\"kit\",\"customerEmail\":\"buyer@example.com\"}")
                .when()
                .post(PATH)
                .then();
    }

    private static ValidatableResponse posting(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .when()
                .post(PATH)
                .then();
    }

    private Map<String, String> metadata(String prefix) {
        var metadata = new HashMap<String, String>();
        stripe.lastCreated().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                metadata.put(key.substring(prefix.length(), key.length() - 1), value);
            }
        });
        return metadata;
    }
}
