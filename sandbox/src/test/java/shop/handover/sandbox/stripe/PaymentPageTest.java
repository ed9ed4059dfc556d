package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// What a buyer meets on the hosted page besides a card that simply pays.
@DisplayNameGeneration(ReplaceUnderscores.class)
class PaymentPageTest {

    private static final String LINE =
            "mode=payment&success_url=http%3A%2F%2F127.0.0.1%3A9%2Fok%3Fs%3D%7BCHECKOUT_SESSION_ID%7D&cancel_url=http://127.0.0.1:9/store"
                    + "&line_items[0][quantity]=1&line_items[0][price]=";
    private static StripeSandbox sandbox;
    private static Wire wire;
    private final Browser browser = new Browser();

    @BeforeAll
    static void start() {
        sandbox = StripeSandbox.start(StripeSandbox.Options.standard());
        wire = new Wire(sandbox, "sk_test_page");
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    private static String price(String amount) {
        return wire.post("/v1/prices", "currency=eur&product_data[name]=Handbook&" + amount)
                .text("id");
    }

    private static Wire.Answer session(String price, String more) {
        var answer = wire.post("/v1/checkout/sessions", LINE + price + more);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return answer;
    }

    private static String page(Wire.Answer session) {
        return session.text("url").split("#")[0];
    }

    private static Wire.Answer now(Wire.Answer session) {
        return wire.get("/v1/checkout/sessions/" + session.text("id"));
    }

    @Test
    void three_d_secure_is_a_step_between() {
        var session = session(price("unit_amount=2900"), "");
        var step = browser.post(page(session), Browser.card("4000002500003155"));
        var secure = sandbox.url() + step.headers().firstValue("Location").orElseThrow();

        var asked = browser.open(secure);
        var passed = browser.post(secure, Map.of("result", "pass"));

        assertThat(asked.body()).contains("Confirm this payment", "29.00");
        assertThat(passed.headers().firstValue("Location")).contains("http://127.0.0.1:9/ok?s=" + session.text("id"));
        assertThat(now(session).text("payment_status")).isEqualTo("paid");
    }

    @Test
    void who_refuses_three_d_secure_may_pay_another_way() {
        var session = session(price("unit_amount=2900"), "");
        var step = browser.post(page(session), Browser.card("4000002500003155"));
        var refused = browser.post(
                sandbox.url() + step.headers().firstValue("Location").orElseThrow(), Map.of("result", "fail"));
        var again = browser.open(
                sandbox.url() + refused.headers().firstValue("Location").orElseThrow());

        var paid = browser.post(page(session), Browser.card("4242424242424242"));

        assertThat(again.body()).contains("We are unable to authenticate your payment method.");
        assertThat(paid.statusCode()).isEqualTo(303);
        assertThat(now(session).text("payment_status")).isEqualTo("paid");
    }

    @Test
    void a_bank_debit_is_on_its_way() {
        var session = session(price("unit_amount=2900"), "");
        var form = Browser.card("");
        form.put("paymentMethod", "sepa_debit");
        form.put("iban", "AT61 1904 3002 3457 3201");

        assertThat(browser.open(page(session) + "?method=sepa_debit").body()).contains("name=\"iban\"");
        assertThat(browser.post(page(session), form).statusCode()).isEqualTo(303);
        assertThat(now(session).text("status")).isEqualTo("complete");
        assertThat(now(session).text("payment_status")).isEqualTo("unpaid");
        assertThat(browser.open(page(session)).body()).contains("Your payment is on its way");
    }

    @Test
    void a_code_that_covers_all_needs_no_payment() {
        var coupon = wire.post("/v1/coupons", "percent_off=100").text("id");
        wire.post("/v1/promotion_codes", "promotion[type]=coupon&promotion[coupon]=" + coupon + "&code=GIFT");
        var session = session(price("unit_amount=2900"), "&allow_promotion_codes=true");

        var wrong = browser.post(page(session), Map.of("do", "promote", "promotionCode", "NOSUCH"));
        browser.post(page(session), Map.of("do", "promote", "promotionCode", "gift"));
        var free = browser.open(page(session));
        var taken = browser.post(page(session), Map.of("email", "buyer@example.com"));

        assertThat(wrong.body()).contains("This code is invalid.");
        assertThat(free.body()).contains("Nothing to pay", "GIFT").doesNotContain("cardNumber");
        assertThat(taken.statusCode()).isEqualTo(303);
        assertThat(now(session).text("payment_status")).isEqualTo("no_payment_required");
        assertThat(now(session).body().get("payment_intent").isNull()).isTrue();
    }

    @Test
    void a_buyer_names_the_price_within_its_bounds() {
        var session = session(
                price(
                        "custom_unit_amount[enabled]=true&custom_unit_amount[minimum]=500&custom_unit_amount[preset]=1000"),
                "");
        var form = Browser.card("4242424242424242");

        form.put("amount", "4.99");
        var tooLittle = browser.post(page(session), form);
        form.put("amount", "12,50");
        browser.post(page(session), form);

        assertThat(tooLittle.body()).contains("The least is 5.00\u00a0EUR.");
        assertThat(now(session).body().get("amount_total").asLong()).isEqualTo(1250);
        assertThat(now(session).text("payment_status")).isEqualTo("paid");
    }

    @Test
    void german_buyers_read_german() {
        var page = browser.open(page(session(price("unit_amount=2900"), "&locale=de")))
                .body();

        assertThat(page).contains("<html lang=\"de\">", "29,00", "Hier fließt kein Geld", "Kartennummer");
    }

    @Test
    void a_session_whose_time_has_passed_is_ended() {
        var session = session(price("unit_amount=2900"), "");
        sandbox.clock().move(Duration.ofHours(25));
        try {
            assertThat(browser.open(page(session)).body())
                    .contains("This checkout has ended", "http://127.0.0.1:9/store");
            assertThat(now(session).text("status")).isEqualTo("expired");
        } finally {
            sandbox.clock().move(Duration.ofHours(-25));
        }
    }

    @Test
    void what_a_buyer_types_never_becomes_markup() {
        var form = Browser.card("4000000000000002");
        form.put("billingName", "<script>alert(1)</script>\"'");

        var page = browser.post(page(session(price("unit_amount=2900"), "")), form);

        assertThat(page.body()).doesNotContain("<script>").contains("&lt;script&gt;");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self' http://127.0.0.1:9");
    }

    @Test
    void the_dashboard_shows_it_all() {
        var session = session(price("unit_amount=2900"), "");
        browser.post(page(session), Browser.card("4242424242424242"));

        var dashboard = browser.open(sandbox.url() + "/");
        var shown = browser.open(sandbox.url() + "/dashboard/show/" + session.text("id"));

        assertThat(dashboard.statusCode()).isEqualTo(200);
        assertThat(dashboard.body())
                .contains("Checkout sessions", "buyer@example.com", "Make trouble", session.text("id"));
        assertThat(shown.body()).contains(session.text("id"), "payment_intent").doesNotContain("_items");
    }
}
