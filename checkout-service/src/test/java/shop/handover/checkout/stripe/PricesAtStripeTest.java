package shop.handover.checkout.stripe;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URL;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import shop.handover.checkout.TestHouse;

@QuarkusTest
@QuarkusTestResource(
        value = TestHouse.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "stripeAway", value = "true"))
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PricesAtStripeTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URL readiness;

    StripeDouble stripe;

    @Test
    void the_service_starts_without_stripe_says_so_and_sells_once_it_is_back() {
        given().when().get("/store").then().statusCode(200);
        given().when().get(readiness).then().statusCode(503);
        buying("kit").statusCode(503).header("Retry-After", equalTo("5"));

        stripe.inTrouble(0);

        eventually(() -> buying("kit").statusCode(200));
        given().when().get(readiness).then().statusCode(200).body(containsString("pricesAtStripe"));

        stripe.inTrouble(500);
        given().when().get(readiness).then().statusCode(200);
        stripe.inTrouble(0);
    }

    @Test
    void a_price_that_is_not_the_catalogs_is_not_sold() {
        stripe.inTrouble(0);
        stripe.priceIs("sample_guide_eur", 1);

        eventually(() -> buying("kit").statusCode(200));
        eventually(() -> buying("guide").statusCode(503));
        given().when().get(readiness).then().statusCode(200).body(containsString("sample_guide_eur"));

        stripe.priceIs("sample_guide_eur", 1900);
        eventually(() -> buying("guide").statusCode(200));
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable told) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(told);
    }

    private static ValidatableResponse buying(String slug) {
        return given().contentType(ContentType.JSON)
                .body("{\"productSlug\":\"" + slug + "\"}")
                .when()
                .post("/api/stripe/create-checkout")
                .then();
    }
}
