package shop.handover.checkout.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import shop.handover.checkout.TestHouse;
import shop.handover.checkout.stripe.StripeDouble;

@QuarkusTest
@QuarkusTestResource(
        value = TestHouse.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "consent", value = "true"))
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConsentTest {

    private static final String PATH = "/api/stripe/create-checkout";

    StripeDouble stripe;

    @Test
    void a_shop_page_that_posts_without_consent_is_sent_to_the_page_that_asks_for_it() {
        var before = stripe.calls();

        given().contentType(ContentType.JSON)
                .body("{\"productSlug\":\"kit\",\"currency\":\"usd\"}")
                .when()
                .post(PATH)
                .then()
                .statusCode(200)
                .body("checkoutURL", equalTo("https://shop.example/store/p/kit?currency=usd&consent=missing"));

        assertThat(stripe.calls()).isEqualTo(before);
    }

    @Test
    void a_form_without_the_tick_comes_back_with_the_box_marked() {
        given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("productSlug", "kit")
                .when()
                .post(PATH)
                .then()
                .statusCode(303)
                .header("Location", "https://shop.example/store/p/kit?currency=eur&consent=missing");

        given().accept("text/html")
                .header("Accept-Language", "de")
                .when()
                .get("/store/p/kit?consent=missing")
                .then()
                .body(containsString("Bitte setzen Sie das Häkchen"))
                .body(containsString("Ich verlange die sofortige Lieferung."))
                .body(containsString("aria-invalid=\"true\""))
                .body(not(containsString("checked")));
    }

    @Test
    void the_store_leads_to_the_page_that_asks() {
        given().accept("text/html").when().get("/store").then().body(not(containsString("<form")));
    }

    @Test
    void a_bare_yes_names_no_wording_and_is_asked_again() {
        given().contentType("application/json")
                .body("{\"productSlug\":\"kit\",\"currency\":\"usd\",\"consent\":true}")
                .post("/api/stripe/create-checkout")
                .then()
                .statusCode(200)
                .body("checkoutURL", equalTo("https://shop.example/store/p/kit?currency=usd&consent=missing"));
    }

    @Test
    void with_consent_the_session_says_what_was_agreed_to() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().contentType(ContentType.JSON)
                        .body("{\"productSlug\":\"kit\",\"consent\":\"2026-06\",\"locale\":\"de\"}")
                        .when()
                        .post(PATH)
                        .then()
                        .statusCode(200)
                        .body("checkoutURL", startsWith(stripe.base())));

        assertThat(stripe.lastCreated().get("metadata[consent]")).startsWith("2026-06 de sha256:");
    }
}
