package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.sandbox.stripe.checkout.Buyer;
import shop.handover.sandbox.stripe.payment.Instrument;

/// What is shown only when asked, and what changed when an object is told of again.
///
/// @see <a href="https://docs.stripe.com/expand">Stripe: expanding responses</a>
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExpansionTest {

    private static StripeSandbox sandbox;
    private static Wire wire;
    private static String price;

    @BeforeAll
    static void start() {
        sandbox = StripeSandbox.start(StripeSandbox.Options.standard());
        wire = new Wire(sandbox, "sk_test_expanding");
        price = wire.post("/v1/prices", "currency=eur&unit_amount=11900&product_data[name]=Handbook")
                .text("id");
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    private static String session(String more) {
        var made = wire.post(
                "/v1/checkout/sessions",
                "mode=payment&success_url=http://x.example/&line_items[0][quantity]=1&line_items[0][price]=" + price
                        + more);
        assertThat(made.status()).as(made.raw().body()).isEqualTo(200);
        return made.text("id");
    }

    @Test
    void a_session_tells_what_its_totals_are_made_of() {
        var coupon = wire.post("/v1/coupons", "amount_off=1900&currency=eur").text("id");
        var id = session("&automatic_tax[enabled]=true&discounts[0][coupon]=" + coupon);
        sandbox.actions().pay(id, Buyer.of("b@example.com"), Instrument.card("4242424242424242"));

        var whole = wire.get(
                        "/v1/checkout/sessions/" + id
                                + "?expand[]=total_details.breakdown&expand[]=line_items.data.discounts&expand[]=line_items.data.taxes")
                .body();

        var breakdown = whole.at("/total_details/breakdown");
        assertThat(breakdown.at("/discounts/0/amount").asInt()).isEqualTo(1900);
        assertThat(breakdown.at("/discounts/0/discount/source/coupon").asText()).isEqualTo(coupon);
        assertThat(breakdown.at("/discounts/0/discount/id").asText()).startsWith("di_1");
        assertThat(breakdown.at("/taxes/0/rate/percentage").asInt()).isEqualTo(19);
        assertThat(breakdown.at("/taxes/0/amount"))
                .isEqualTo(whole.at("/total_details/amount_tax"))
                .isEqualTo(whole.at("/line_items/data/0/taxes/0/amount"));
        assertThat(whole.at("/line_items/data/0/discounts/0/amount").asInt()).isEqualTo(1900);
        StripeSchema.folder()
                .ifPresent(folder -> assertThat(StripeSchema.read(folder).faults("session", whole))
                        .isEmpty());
    }

    @Test
    void what_nobody_asked_for_is_not_shown_and_nothing_of_ours_ever_is() {
        var id = session("");
        wire.post("/v1/checkout/sessions/" + id + "/expire", "");

        assertThat(wire.get("/v1/checkout/sessions/" + id + "?expand[]=line_items")
                        .raw()
                        .body())
                .doesNotContain("breakdown", "taxes", "\"_");
        assertThat(wire.get("/v1/checkout/sessions/" + id + "/line_items").raw().body())
                .doesNotContain("\"_");
        assertThat(wire.get("/v1/events?type=checkout.session.expired").raw().body())
                .doesNotContain("breakdown", "\"_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata", "total_details", "status", "nowhere", "line_items.data.quantity", "_items"})
    void what_is_no_object_of_its_own_cannot_be_expanded(String path) {
        var refused = wire.get("/v1/checkout/sessions/" + session("") + "?expand[]=" + path);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error("message")).startsWith("This property cannot be expanded (");
    }

    @Test
    void an_update_tells_what_was_there_before() {
        var id = wire.post("/v1/products", "name=Before&metadata[kept]=1&metadata[changed]=1&metadata[gone]=1")
                .text("id");
        wire.post("/v1/products/" + id, "name=After&metadata[changed]=2&metadata[gone]=&metadata[new]=1");

        var before = wire.get("/v1/events?type=product.updated&limit=1").body().at("/data/0/data/previous_attributes");

        assertThat(before.get("name").asText()).isEqualTo("Before");
        assertThat(before.get("metadata").toString()).isEqualTo("{\"changed\":\"1\",\"gone\":\"1\",\"new\":null}");
    }

    @Test
    void a_customers_payment_methods_are_listed_under_it() {
        var customer = wire.post("/v1/customers", "email=a@example.com").text("id");
        var method = wire.post("/v1/payment_methods", "type=card&card[token]=tok_visa")
                .text("id");
        wire.post("/v1/payment_methods/" + method + "/attach", "customer=" + customer);

        var listed = wire.get("/v1/customers/" + customer + "/payment_methods?type=card")
                .body();

        assertThat(listed.at("/data/0/id").asText()).isEqualTo(method);
        assertThat(listed.get("data")).hasSize(1);
        assertThat(listed.get("url").asText()).isEqualTo("/v1/customers/" + customer + "/payment_methods");
        assertThat(wire.get("/v1/customers/cus_nowhere/payment_methods").status())
                .isEqualTo(404);
    }
}
