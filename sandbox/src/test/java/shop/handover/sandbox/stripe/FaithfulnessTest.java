package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.sandbox.stripe.checkout.Buyer;
import shop.handover.sandbox.stripe.payment.Instrument;

/// Answers have the shape of Stripe's own: by the schema of its typings, by recordings of its API.
/// Skipped, and said so, where the schema and the recordings are not on this machine.
@DisplayNameGeneration(ReplaceUnderscores.class)
class FaithfulnessTest {

    private static StripeSandbox sandbox;
    private static Wire wire;

    @BeforeAll
    static void start() {
        sandbox = StripeSandbox.start(StripeSandbox.Options.standard().withSettlement(Duration.ofMillis(50)));
        wire = new Wire(sandbox, "sk_test_faithful");
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    private static StripeSchema schema() {
        var folder = StripeSchema.folder();
        assumeTrue(folder.isPresent(), "the schema of Stripe's objects is not on this machine; set STRIPE_MATERIAL");
        return StripeSchema.read(folder.orElseThrow());
    }

    @Test
    void every_kind_of_object_has_its_schemas_shape() {
        var schema = schema();
        var product = wire.post("/v1/products", "name=Handbook&metadata[a]=b").body();
        var price = wire.post(
                        "/v1/prices?expand[]=currency_options",
                        "product=" + product.get("id").asText()
                                + "&currency=eur&unit_amount=2900&lookup_key=k1&currency_options[usd][unit_amount]=3300")
                .body();
        var coupon = wire.post("/v1/coupons", "percent_off=25").body();
        var code = wire.post(
                        "/v1/promotion_codes",
                        "promotion[type]=coupon&promotion[coupon]="
                                + coupon.get("id").asText() + "&code=SAVE25")
                .body();
        var endpoint = wire.post("/v1/webhook_endpoints", "url=http://127.0.0.1:9/&enabled_events[]=charge.refunded")
                .body();
        assertThat(schema.faults("product", product)).isEmpty();
        assertThat(schema.faults("price", price)).isEmpty();
        assertThat(schema.faults("coupon", coupon)).isEmpty();
        assertThat(schema.faults("promotion_code", code)).isEmpty();
        assertThat(schema.faults("webhook_endpoint", endpoint)).isEmpty();
    }

    @Test
    void a_session_keeps_its_shape_from_open_to_refunded_and_disputed() {
        var schema = schema();
        for (String card : new String[] {"4242424242424242", "4000002500003155", "4000000000000259"}) {
            var session = session(
                    "&customer_creation=always&invoice_creation[enabled]=true&automatic_tax[enabled]=true&tax_id_collection[enabled]=true"
                            + "&custom_fields[0][key]=size&custom_fields[0][label][type]=custom&custom_fields[0][label][custom]=Size&custom_fields[0][type]=text"
                            + "&after_expiration[recovery][enabled]=true&consent_collection[terms_of_service]=required&phone_number_collection[enabled]=true");
            assertThat(schema.faults("session", session)).isEmpty();
            var id = session.get("id").asText();
            sandbox.actions().pay(id, Buyer.of("b@example.com"), Instrument.card(card));

            var paid = wire.get(
                            "/v1/checkout/sessions/" + id
                                    + "?expand[]=line_items&expand[]=payment_intent.latest_charge&expand[]=payment_intent.payment_method")
                    .body();
            assertThat(schema.faults("session", paid)).isEmpty();
            assertThat(paid.get("payment_status").asText()).isEqualTo("paid");
        }
    }

    @Test
    void payments_refunds_disputes_and_bookings_have_their_shape() {
        var schema = schema();
        var id = session("").get("id").asText();
        sandbox.actions().pay(id, Buyer.of("b@example.com"), Instrument.card("4242424242424242"));
        var intent = wire.get("/v1/checkout/sessions/" + id).text("payment_intent");
        Eventually.until(
                Duration.ofSeconds(10),
                () -> wire.get("/v1/payment_intents/" + intent + "?expand[]=latest_charge")
                        .body()
                        .at("/latest_charge/balance_transaction")
                        .isTextual());
        var charge = wire.get("/v1/payment_intents/" + intent + "?expand[]=latest_charge.balance_transaction")
                .body();
        var refund = wire.post("/v1/refunds", "payment_intent=" + intent + "&amount=500&metadata[why]=test")
                .body();
        var dispute = sandbox.actions().dispute(intent, false);
        assertThat(schema.faults("payment_intent", charge)).isEmpty();
        assertThat(schema.faults("balance_transaction", charge.at("/latest_charge/balance_transaction")))
                .isEmpty();
        assertThat(schema.faults("refund", refund)).isEmpty();
        assertThat(schema.faults(
                        "dispute",
                        wire.get("/v1/disputes/" + dispute.get("id").asText()).body()))
                .isEmpty();
        assertThat(schema.faults(
                        "charge",
                        wire.get("/v1/charges/" + charge.at("/latest_charge/id").asText() + "?expand[]=refunds")
                                .body()))
                .isEmpty();
        assertThat(schema.faults(
                        "payment_method",
                        wire.get("/v1/payment_methods/"
                                        + charge.get("payment_method").asText())
                                .body()))
                .isEmpty();
        assertThat(schema.faults(
                        "line_item",
                        wire.get("/v1/checkout/sessions/" + id + "/line_items")
                                .body()
                                .at("/data/0")))
                .isEmpty();
    }

    @Test
    void a_new_session_has_an_id_and_a_life_as_long_as_stripes() {
        var session = session("");

        assertThat(session.get("id").asText()).hasSize(66).startsWith("cs_test_a1");
        assertThat(session.get("expires_at").asLong() - session.get("created").asLong())
                .isEqualTo(Duration.ofDays(1).toSeconds());
    }

    private static JsonNode session(String more) {
        var answer = wire.post("/v1/checkout/sessions", asking() + more);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return answer.body();
    }

    private static String asking() {
        var product = wire.post("/v1/products", "name=Handbook").text("id");
        var price = wire.post("/v1/prices", "product=" + product + "&currency=usd&unit_amount=1500")
                .text("id");
        return "mode=payment&success_url=http%3A%2F%2Flocalhost%3A3000%2F%3Fsession_id%3D%7BCHECKOUT_SESSION_ID%7D&line_items[0][price]="
                + price + "&line_items[0][quantity]=1";
    }
}
