package shop.handover.checkout.stripe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.stripe.model.checkout.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import shop.handover.checkout.OnTheSandbox;
import shop.handover.checkout.TestHouse;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.Seal;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.sandbox.stripe.StripeSandbox;

@QuarkusTest
@QuarkusTestResource(value = OnTheSandbox.class, restrictToAnnotatedClass = true)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CheckoutOnTheSandboxTest {

    private static final Pattern SESSION = Pattern.compile("cs_test_[A-Za-z0-9]+");

    StripeSandbox stripe;

    @Inject
    StripeGateway gateway;

    @Inject
    StripePriceBook prices;

    @BeforeEach
    void pricesAreKnown() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> prices.page().missing().isEmpty() && prices.page().read());
    }

    @Test
    void a_buyer_reaches_a_payment_page_for_what_he_chose() {
        var url = buying("{\"productSlug\":\"kit\",\"currency\":\"usd\"}", UUID.randomUUID())
                .statusCode(200)
                .extract()
                .<String>path("checkoutURL");

        given().when().get(url).then().statusCode(200).body(containsString("The Kit"));
        var session = session(url);
        assertThat(session.getAmountTotal()).isEqualTo(5400);
        assertThat(session.getCurrency()).isEqualTo("usd");
        assertThat(session.getAdaptivePricing().getEnabled()).isFalse();
        assertThat(session.getAllowPromotionCodes()).isTrue();
        assertThat(session.getSuccessUrl())
                .startsWith("https://shop.example/store/success?session_id={CHECKOUT_SESSION_ID}&r=");
    }

    @Test
    void the_session_as_stripe_keeps_it_carries_our_seal() {
        var url =
                buying("{\"productSlug\":\"kit\"}", UUID.randomUUID()).extract().<String>path("checkoutURL");

        assertThat(new Seal(LinkKeys.parse(List.of(TestHouse.LINK_KEY)))
                        .holds(session(url).getMetadata()))
                .isTrue();
    }

    @Test
    void a_price_that_the_buyer_chooses_is_taken() {
        buying("{\"productSlug\":\"guide\"}", UUID.randomUUID()).statusCode(200);
        var url = buying("{\"productSlug\":\"guide\",\"amount\":\"25.50\"}", UUID.randomUUID())
                .extract()
                .<String>path("checkoutURL");

        assertThat(session(url).getAmountSubtotal()).isEqualTo(2550);
    }

    @Test
    void a_form_leads_to_the_payment_page_and_fills_the_address_in() {
        var url = given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("productSlug", "kit")
                .formParam("customerEmail", "buyer@example.com")
                .formParam("locale", "de")
                .when()
                .post("/api/stripe/create-checkout")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");

        var session = session(url);
        assertThat(session.getCustomerEmail()).isEqualTo("buyer@example.com");
        assertThat(session.getLocale()).isEqualTo("de");
    }

    @Test
    void the_same_click_finds_the_same_checkout_until_it_has_ended() {
        var click = UUID.randomUUID();

        var first = buying("{\"productSlug\":\"kit\"}", click)
                .statusCode(200)
                .extract()
                .<String>path("checkoutURL");
        var again = buying("{\"productSlug\":\"kit\"}", click)
                .statusCode(200)
                .extract()
                .<String>path("checkoutURL");
        gateway.askAndWait(client ->
                client.v1().checkout().sessions().expire(session(first).getId()));

        assertThat(again).isEqualTo(first);
        buying("{\"productSlug\":\"kit\"}", click)
                .statusCode(409)
                .body("type", equalTo("urn:handover:problem:checkout-ended"));
        buying("{\"productSlug\":\"kit\"}", UUID.randomUUID()).statusCode(200);
    }

    @Test
    void a_click_repeated_after_the_payment_does_not_pay_twice() {
        var click = UUID.randomUUID();
        var url = buying("{\"productSlug\":\"kit\"}", click).extract().<String>path("checkoutURL");

        pay(session(url).getId());

        buying("{\"productSlug\":\"kit\"}", click)
                .statusCode(409)
                .body("type", equalTo("urn:handover:problem:already-paid"));
    }

    private void pay(String session) {
        given().auth()
                .preemptive()
                .basic("sk_test_not_a_real_key", "")
                .contentType(ContentType.URLENC)
                .formParam("payment_method", "pm_card_visa")
                .when()
                .post(stripe.url() + "/v1/payment_pages/" + session + "/confirm")
                .then()
                .statusCode(200);
    }

    private Session session(String url) {
        var id = SESSION.matcher(url);
        assertThat(id.find()).as(url).isTrue();
        return gateway.askAndWait(client -> client.v1().checkout().sessions().retrieve(id.group()));
    }

    private static ValidatableResponse buying(String body, UUID click) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", click.toString())
                .body(body)
                .when()
                .post("/api/stripe/create-checkout")
                .then();
    }
}
