package shop.handover.checkout.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.checkout.TestHouse;
import shop.handover.checkout.stripe.StripeDouble;

@QuarkusTest
@QuarkusTestResource(value = TestHouse.class, restrictToAnnotatedClass = true)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StorePagesTest {

    private static final Pattern INLINE = Pattern.compile(
            "<script(?![^>]* src=| type=\"application/ld\\+json\")|<style|\\sstyle=|\\son[a-z]+=|javascript:",
            Pattern.CASE_INSENSITIVE);

    Path catalog;
    StripeDouble stripe;

    @Test
    void the_house_leads_to_the_store_by_its_public_name() {
        given().redirects()
                .follow(false)
                .header("Host", "evil.example")
                .when()
                .get("/")
                .then()
                .statusCode(303)
                .header("Location", "https://shop.example/store");
    }

    @Test
    void the_store_shows_what_is_on_sale_and_nothing_else() {
        page("/store")
                .statusCode(200)
                .body(containsString("Things for people who test"))
                .body(containsString("The Kit"))
                .body(containsString("ZIP and PDF · 25.2\u00a0MB · version 1.4"))
                .body(containsString("49.00<span>EUR</span>"))
                .body(containsString("<em>from</em>19.00<span>EUR</span>"))
                .body(not(containsString("The Gone")));
    }

    @Test
    void another_currency_is_shown_where_there_is_a_price_in_it() {
        page("/store?currency=usd")
                .body(containsString("54.00<span>USD</span>"))
                .body(containsString("/store/p/kit?currency=usd"));
        page("/store?currency=nonsense").statusCode(200).body(containsString("49.00<span>EUR</span>"));
    }

    @Test
    void pages_speak_the_readers_language_and_remember_a_choice() {
        given().header("Accept-Language", "de-AT")
                .when()
                .get("/store")
                .then()
                .body(containsString("<html lang=\"de\">"))
                .body(containsString("49,00<span>EUR</span>"));
        given().header("Accept-Language", "de")
                .when()
                .get("/store?lang=en")
                .then()
                .header(
                        "Set-Cookie",
                        allOf(startsWith("lang=en;"), containsString("HTTPOnly"), containsString("Secure")))
                .body(containsString("<html lang=\"en\">"));
        given().header("Accept-Language", "en")
                .cookie("lang", "de")
                .when()
                .get("/store")
                .then()
                .body(containsString("<html lang=\"de\">"));
    }

    @Test
    void a_product_page_shows_its_description_without_what_could_act() {
        page("/store/p/kit")
                .statusCode(200)
                .body(containsString("<h2>Inside</h2>"))
                .body(containsString("<strong>Everything</strong>"))
                .body(not(containsString("alert(1)</script>")))
                .body(containsString("Buy for 49.00\u00a0EUR"))
                .body(containsString("rel=\"canonical\" href=\"https://shop.example/store/p/kit\""));
    }

    @Test
    void each_language_has_an_address_that_search_engines_may_keep() {
        given().when()
                .get("/store/p/kit?lang=de&currency=usd")
                .then()
                .body(containsString("rel=\"canonical\" href=\"https://shop.example/store/p/kit?lang=de\""))
                .body(containsString("hreflang=\"en\" href=\"https://shop.example/store/p/kit?lang=en\""))
                .body(containsString("hreflang=\"x-default\" href=\"https://shop.example/store/p/kit\""));
        page("/store?lang=tlh").body(containsString("rel=\"canonical\" href=\"https://shop.example/store\""));
    }

    @Test
    void search_engines_are_told_name_and_price_of_each_currency() throws IOException {
        var told = page("/store/p/kit")
                .extract()
                .asString()
                .replaceFirst("(?s).*application/ld\\+json\">(.*?)</script>.*", "$1");

        var product = new ObjectMapper().readTree(told);
        assertThat(product.path("@type").asText()).isEqualTo("Product");
        assertThat(product.path("name").asText()).isEqualTo("The Kit");
        assertThat(product.path("offers")
                        .valueStream()
                        .map(offer -> offer.path("price").asText()
                                + " "
                                + offer.path("priceCurrency").asText()))
                .containsExactly("49.00 EUR", "54.00 USD");
        assertThat(product.at("/offers/0/availability").asText()).endsWith("/InStock");
        page("/store/p/gone").body(containsString("schema.org/Discontinued"));
    }

    @Test
    void a_former_name_leads_to_the_present_one() {
        given().redirects()
                .follow(false)
                .when()
                .get("/store/p/old-kit")
                .then()
                .statusCode(303)
                .header("Location", "https://shop.example/store/p/kit");
    }

    @Test
    void a_retired_product_says_so_and_cannot_be_bought() {
        page("/store/p/gone")
                .statusCode(200)
                .body(containsString("This product is no longer sold."))
                .body(not(containsString("<form")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/store/p/nothing", "/store/p/%2e%2e%2fkit", "/assets/look.css", "/q/health"})
    void what_is_not_there_is_a_page_to_people_and_a_problem_to_programs(String path) {
        browser()
                .urlEncodingEnabled(false)
                .when()
                .get(path)
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("<h1>There is"));
        given().urlEncodingEnabled(false)
                .accept("application/json")
                .when()
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/store", "/store/p/kit", "/store/p/guide", "/store/withdrawal", "/nothing"})
    void every_page_tells_the_browser_what_to_refuse(String path) {
        var page = page(path)
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe-inline")))
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Strict-Transport-Security", containsString("max-age="))
                .header("Permissions-Policy", containsString("payment=()"));

        assertThat(INLINE.matcher(page.extract().body().asString()).find()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/robots.txt",
                "/sitemap.xml",
                "/buy.js",
                "/assets/look.0000000000000000.css",
                "/assets/nothing.js",
                "/api/stripe/create-checkout",
                "/csp-report",
                "/store/p/%ff",
                "/q/health",
                "/../etc/passwd"
            })
    void every_other_answer_does_too(String path) throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(base() + path)).build(), BodyHandlers.discarding());

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe-inline");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(answer.headers().firstValue("Permissions-Policy")).isPresent();
    }

    @Test
    void a_product_page_and_all_it_runs_and_wears_weigh_little() throws Exception {
        var look = address("/assets/look\\.[0-9a-f]{16}\\.css");
        var script = address("/assets/shop\\.[0-9a-f]{16}\\.js");

        assertThat(compressed("/store/p/guide") + compressed(look) + compressed(script))
                .as("bytes of HTML, CSS and JavaScript, compressed")
                .isLessThan(20_000);
        assertThat(compressed("/buy.js")).isLessThan(600);
    }

    private static int compressed(String path) throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base() + path))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).as(path).hasValue("gzip");
        return answer.body().length;
    }

    private static String base() {
        return "http://127.0.0.1:" + RestAssured.port;
    }

    @Test
    void only_pages_with_a_buy_button_may_lead_to_stripe() {
        page("/store/p/kit").header("Content-Security-Policy", containsString("form-action 'self' " + stripe.base()));
        page("/store").header("Content-Security-Policy", containsString("form-action 'self' " + stripe.base()));
        page("/store/withdrawal").header("Content-Security-Policy", containsString("form-action 'self';"));
    }

    @Test
    void what_pages_load_may_be_kept_for_a_year_and_comes_compressed() {
        var look = address("/assets/look\\.[0-9a-f]{16}\\.css");

        given().header("Accept-Encoding", "gzip")
                .when()
                .get(look)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/css"))
                .header("Content-Encoding", "gzip")
                .header("Cache-Control", "public, max-age=31536000, immutable");
        given().when()
                .get(look.replaceAll("[0-9a-f]{16}", "0000000000000000"))
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-cache");
    }

    @Test
    void robots_find_the_products_and_leave_the_buyers_alone() {
        given().when()
                .get("/sitemap.xml")
                .then()
                .statusCode(200)
                .body(containsString("<loc>https://shop.example/store/p/kit</loc>"))
                .body(not(containsString("gone")));
        given().accept("text/html")
                .when()
                .get("/robots.txt")
                .then()
                .contentType("text/plain")
                .body(containsString("Disallow: /store/download"))
                .body(containsString("Sitemap: https://shop.example/sitemap.xml"));
    }

    @Test
    void the_button_script_is_small_and_may_be_loaded_from_anywhere() {
        var script = given().when()
                .get("/buy.js")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/javascript"))
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .extract()
                .asString();

        assertThat(script).hasSizeLessThan(1_000).doesNotContain("//");
    }

    @Test
    void reports_of_browsers_are_counted_and_never_answered_with_trouble() {
        for (var body :
                new String[] {"{\"csp-report\":{\"effective-directive\":\"script-src\"}}", "[]", "nonsense", ""}) {
            given().contentType("application/csp-report")
                    .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .when()
                    .post("/csp-report")
                    .then()
                    .statusCode(204);
        }
    }

    @Test
    void a_changed_catalog_changes_the_store() throws IOException {
        var text = Files.readString(catalog);
        try {
            Files.writeString(catalog, text.replace("name: The Kit", "name: The Better Kit"));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> page("/store").body(containsString("The Better Kit")));
        } finally {
            Files.writeString(catalog, text);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> page("/store").body(containsString("The Kit")));
        }
    }

    @Test
    void a_shop_with_a_test_key_says_on_every_page_that_no_money_moves() {
        page("/store").body(containsString("Test mode. No money moves."));
        page("/nothing").body(containsString("Test mode. No money moves."));
    }

    @Test
    void a_withdrawal_that_cannot_be_kept_is_not_said_to_have_arrived() {
        browser()
                .formParam("name", "Test")
                .formParam("reference", "HO-7K3M-9QTX")
                .formParam("email", "buyer@example.com")
                .formParam("step", "confirm")
                .when()
                .post("/store/withdrawal")
                .then()
                .statusCode(503)
                .header("Retry-After", "10")
                .body(containsString("The withdrawal has not arrived"));
    }

    @Test
    void nothing_but_get_is_taken_where_pages_are() {
        given().accept("application/json")
                .when()
                .delete("/store")
                .then()
                .statusCode(405)
                .body("type", equalTo("urn:handover:problem:method-not-allowed"));
    }

    private static String address(String pattern) {
        var found =
                Pattern.compile(pattern).matcher(page("/store").extract().body().asString());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static RequestSpecification browser() {
        return given().accept("text/html,application/xhtml+xml,*/*;q=0.8").header("Accept-Language", "en");
    }

    private static ValidatableResponse page(String path) {
        return browser().when().get(path).then();
    }
}
