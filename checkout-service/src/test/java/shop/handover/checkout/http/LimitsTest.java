package shop.handover.checkout.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import shop.handover.checkout.TestHouse;
import shop.handover.checkout.stripe.StripeDouble;

@QuarkusTest
@QuarkusTestResource(
        value = TestHouse.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "startsPerClient", value = "5"))
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LimitsTest {

    StripeDouble stripe;

    @Test
    void a_client_who_starts_too_many_checkouts_is_told_when_to_come_back() {
        var answers =
                IntStream.range(0, 8).mapToObj(_ -> buying("198.51.100.1")).toList();

        assertThat(answers).extracting(Response::statusCode).endsWith(429, 429, 429);
        assertThat(stripe.created().size()).isLessThanOrEqualTo(5);
        var refusal = answers.getLast();
        assertThat(refusal.contentType()).isEqualTo("application/problem+json");
        assertThat(Integer.parseInt(refusal.header("Retry-After"))).isBetween(1, 61);
        assertThat(refusal.path("type").toString()).isEqualTo("urn:handover:problem:too-many-requests");
        assertThat(buying("198.51.100.2").statusCode()).isNotEqualTo(429);
    }

    @Test
    void an_address_that_the_client_wrote_himself_does_not_count() {
        var answers = IntStream.range(0, 8)
                .mapToObj(i -> buying("203.0.113." + i + ", 198.51.100.9"))
                .toList();

        assertThat(answers).extracting(Response::statusCode).endsWith(429, 429, 429);
    }

    private static Response buying(String forwardedFor) {
        return given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", forwardedFor)
                .body("{\"productSlug\":\"kit\"}")
                .when()
                .post("/api/stripe/create-checkout");
    }
}
