package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// What can be given back, and how Stripe words what cannot.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RefundsTest {

    private static StripeSandbox sandbox;
    private static Wire wire;
    private static Wire controls;

    @BeforeAll
    static void start() {
        sandbox = StripeSandbox.start(StripeSandbox.Options.standard());
        wire = new Wire(sandbox, "sk_test_refunds");
        controls = new Wire(sandbox, "");
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    private static Wire.Answer paid(String more) {
        return wire.post(
                "/v1/payment_intents",
                "amount=5000&currency=usd&payment_method=pm_card_visa&confirm=true&payment_method_types[]=card" + more);
    }

    @Test
    void a_part_then_the_rest_then_nothing_more() {
        var intent = paid("");
        var charge = intent.text("latest_charge");

        var part = wire.post("/v1/refunds", "charge=" + charge + "&amount=1500");
        var tooMuch = wire.post("/v1/refunds", "charge=" + charge + "&amount=4000");
        var rest = wire.post("/v1/refunds", "payment_intent=" + intent.text("id"));
        var more = wire.post("/v1/refunds", "charge=" + charge);

        assertThat(part.body().at("/destination_details/card/type").asText()).isEqualTo("refund");
        assertThat(tooMuch.error("message"))
                .isEqualTo("Refund amount ($40.00) is greater than unrefunded amount on charge ($35.00)");
        assertThat(tooMuch.error("param")).isEqualTo("amount");
        assertThat(rest.body().get("amount").asLong()).isEqualTo(3500);
        assertThat(more.error("code")).isEqualTo("charge_already_refunded");
        assertThat(more.error("message")).isEqualTo("Charge " + charge + " has already been refunded.");
        assertThat(more.error("param")).isEmpty();
        assertThat(wire.get("/v1/charges/" + charge + "/refunds").body().get("data"))
                .hasSize(2);
        assertThat(wire.get("/v1/charges/" + charge + "/refunds/" + part.text("id"))
                        .text("id"))
                .isEqualTo(part.text("id"));
        assertThat(wire.get("/v1/events?types[]=refund.created&types[]=charge.refunded&limit=2")
                        .body()
                        .get("data"))
                .extracting(event -> event.get("type").asText())
                .containsExactly("charge.refunded", "refund.created");
    }

    @Test
    void what_was_never_paid_cannot_be_refunded() {
        var open = wire.post("/v1/payment_intents", "amount=5000&currency=usd").text("id");
        var held = paid("&capture_method=manual");

        assertThat(wire.post("/v1/refunds", "").error("message"))
                .isEqualTo(
                        "One of the following params should be provided for this request: payment_intent or charge.");
        assertThat(wire.post("/v1/refunds", "payment_intent=" + open).error("message"))
                .isEqualTo("This PaymentIntent (" + open + ") does not have a successful charge to refund.");
        assertThat(wire.post("/v1/refunds", "charge=" + held.text("latest_charge"))
                        .error("message"))
                .startsWith("This uncaptured Charge was created by a PaymentIntent (" + held.text("id") + ").");
        assertThat(wire.post("/v1/refunds", "charge=ch_nowhere").status()).isEqualTo(404);
    }

    @Test
    void money_the_bank_took_back_cannot_be_refunded_until_it_is_won_again() {
        var charge = paid("").text("latest_charge");
        controls.post("/_sandbox/payments/" + charge + "/dispute", "");

        var disputed = wire.post("/v1/refunds", "charge=" + charge);
        controls.post("/_sandbox/payments/" + charge + "/win", "");
        var won = wire.post("/v1/refunds", "charge=" + charge);

        assertThat(disputed.error("code")).isEqualTo("charge_disputed");
        assertThat(disputed.error("message"))
                .isEqualTo("Charge " + charge + " has been charged back; cannot issue a refund.");
        assertThat(won.status()).isEqualTo(200);
    }
}
