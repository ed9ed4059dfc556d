package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.param.ProductCreateParams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Each trouble is one call away, and over when it is switched off.
@DisplayNameGeneration(ReplaceUnderscores.class)
class TroubleTest {

    private static StripeSandbox sandbox;
    private static Wire controls;
    private static Wire wire;

    @BeforeAll
    static void start() {
        sandbox = StripeSandbox.start(StripeSandbox.Options.standard());
        controls = new Wire(sandbox, "");
        wire = new Wire(sandbox, "sk_test_trouble");
    }

    @AfterEach
    void calm() {
        controls.delete("/_sandbox/trouble");
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @Test
    void the_next_two_calls_are_too_many_and_the_third_is_fine() {
        controls.post("/_sandbox/trouble", "api=rate_limit&apiNext=2");

        assertThat(wire.get("/v1/products").error("code")).isEqualTo("rate_limit");
        assertThat(wire.get("/v1/products").status()).isEqualTo(429);
        assertThat(wire.get("/v1/products").status()).isEqualTo(200);
    }

    @Test
    void a_library_that_repeats_a_broken_call_makes_one_product() throws StripeException {
        var stripe = StripeClient.builder()
                .setApiKey("sk_test_trouble")
                .setApiBase(sandbox.url())
                .setMaxNetworkRetries(2)
                .build();
        int before = count();
        controls.post("/_sandbox/trouble", "api=reset&apiNext=1&afterwards=true");

        stripe.v1()
                .products()
                .create(ProductCreateParams.builder().setName("Once").build());

        assertThat(count()).isEqualTo(before + 1);
    }

    private static int count() {
        return wire.get("/v1/products?limit=100").body().get("data").size();
    }

    @Test
    void no_answer_is_a_time_out_for_the_caller() {
        var stripe = StripeClient.builder()
                .setApiKey("sk_test_trouble")
                .setApiBase(sandbox.url())
                .setMaxNetworkRetries(0)
                .setReadTimeout(300)
                .build();
        controls.post("/_sandbox/trouble", "api=timeout&apiNext=1");

        assertThatThrownBy(() -> stripe.v1().products().list()).isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void a_slow_body_is_whole_in_the_end() {
        controls.post("/_sandbox/trouble", "api=slow_body&apiNext=1&slowMillis=300");
        long begun = System.nanoTime();

        assertThat(wire.get("/v1/products").text("object")).isEqualTo("list");
        assertThat(System.nanoTime() - begun).isGreaterThan(200_000_000L);
    }

    @Test
    void the_next_payment_is_paid_later_and_decided_by_hand() {
        controls.post("/_sandbox/trouble", "payLater=1");
        var price = wire.post("/v1/prices", "currency=eur&unit_amount=2900&product_data[name]=Handbook")
                .text("id");
        var id = wire.post(
                        "/v1/checkout/sessions",
                        "mode=payment&success_url=http://127.0.0.1:9/&line_items[0][quantity]=1&line_items[0][price]="
                                + price)
                .text("id");

        var paid = controls.post("/_sandbox/sessions/" + id + "/pay", "email=b@example.com");
        controls.post("/_sandbox/sessions/" + id + "/succeed", "");
        var disputed = controls.post("/_sandbox/sessions/" + id + "/dispute", "");
        var won = controls.post("/_sandbox/sessions/" + id + "/win", "");

        assertThat(paid.text("payment_status")).isEqualTo("unpaid");
        assertThat(wire.get("/v1/checkout/sessions/" + id).text("payment_status"))
                .isEqualTo("paid");
        assertThat(disputed.text("status")).isEqualTo("needs_response");
        assertThat(won.text("status")).isEqualTo("won");
    }

    @Test
    void a_control_that_cannot_be_is_a_problem_that_says_why() {
        assertThat(controls.post("/_sandbox/trouble", "copies=many").text("detail"))
                .isEqualTo("copies cannot be `many`");
        assertThat(controls.post("/_sandbox/nothing", "").status()).isEqualTo(404);
        assertThat(controls.post("/_sandbox/trouble", "copies=2", "Origin", "https://elsewhere.example")
                        .status())
                .isEqualTo(403);
        assertThat(controls.post("/_sandbox/sessions/cs_test_x/pay", "").status())
                .isEqualTo(404);
    }

    @Test
    void an_expired_session_is_recovered_where_the_shop_wished_it() {
        var price = wire.post("/v1/prices", "currency=eur&unit_amount=2900&product_data[name]=Handbook")
                .text("id");
        var id = wire.post(
                        "/v1/checkout/sessions",
                        "mode=payment&success_url=http://127.0.0.1:9/&after_expiration[recovery][enabled]=true&line_items[0][quantity]=1&line_items[0][price]="
                                + price)
                .text("id");
        var expired = controls.post("/_sandbox/sessions/" + id + "/expire", "");

        var again = new Browser()
                .open(expired.body().at("/after_expiration/recovery/url").asText());

        var fresh = again.headers().firstValue("Location").orElseThrow();
        assertThat(wire.get("/v1/checkout/sessions/" + fresh.substring("/c/pay/".length()))
                        .text("recovered_from"))
                .isEqualTo(id);
    }
}
