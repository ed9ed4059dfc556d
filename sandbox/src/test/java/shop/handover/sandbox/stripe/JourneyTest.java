package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.EventListParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.sandbox.stripe.checkout.Buyer;
import shop.handover.sandbox.stripe.payment.Instrument;

/// A sale from the price to the refund, as a shop with Stripe's library and a buyer with a browser live it.
@DisplayNameGeneration(ReplaceUnderscores.class)
class JourneyTest {

    private final StripeSandbox sandbox =
            StripeSandbox.start(StripeSandbox.Options.standard().withRetrySpeed(10_000));
    private final Receiver receiver = new Receiver();
    private final Shop shop = new Shop(sandbox);
    private final Browser browser = new Browser();

    @AfterEach
    void close() {
        sandbox.close();
        receiver.close();
    }

    @Test
    void a_buyer_pays_and_the_shop_is_told() throws StripeException {
        var endpoint = shop.listenAt(receiver.url());
        var session = shop.session(shop.price("Handbook", "eur", 2900).getId());

        var page = browser.open(session.getUrl());
        var paid = browser.post(session.getUrl().split("#")[0], Browser.card("4242 4242 4242 4242"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Handbook", "29.00", "name=\"cardNumber\"", "No money moves here");
        assertThat(paid.statusCode()).isEqualTo(303);
        assertThat(paid.headers().firstValue("Location"))
                .contains("http://127.0.0.1:9/success?session_id=" + session.getId());
        var event = receiver.await("checkout.session.completed", 1).getFirst().opened(endpoint.getSecret());
        var told = (Session) event.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(told.getId()).isEqualTo(session.getId());
        assertThat(told.getPaymentStatus()).isEqualTo("paid");
        assertThat(told.getCustomerDetails().getEmail()).isEqualTo("buyer@example.com");
        assertThat(told.getPaymentIntent()).startsWith("pi_3");
    }

    @Test
    void the_session_leads_to_its_charge() throws StripeException {
        var session = shop.session(shop.price("Handbook", "eur", 2900).getId());
        browser.post(session.getUrl().split("#")[0], Browser.card("4242424242424242"));

        var found = shop.stripe()
                .v1()
                .checkout()
                .sessions()
                .retrieve(
                        session.getId(),
                        SessionRetrieveParams.builder()
                                .addExpand("payment_intent.latest_charge")
                                .addExpand("line_items.data.price.product")
                                .build());

        assertThat(found.getStatus()).isEqualTo("complete");
        assertThat(found.getUrl()).isNull();
        assertThat(found.getPaymentIntentObject().getLatestChargeObject().getPaid())
                .isTrue();
        assertThat(found.getLineItems()
                        .getData()
                        .getFirst()
                        .getPrice()
                        .getProductObject()
                        .getName())
                .isEqualTo("Handbook");
    }

    @Test
    void a_refund_is_told_and_the_charge_knows() throws StripeException {
        shop.listenAt(receiver.url());
        var session = shop.session(shop.price("Handbook", "eur", 2900).getId());
        browser.post(session.getUrl().split("#")[0], Browser.card("4242424242424242"));
        var intent = shop.stripe()
                .v1()
                .checkout()
                .sessions()
                .retrieve(session.getId())
                .getPaymentIntent();

        shop.stripe()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent)
                        .setAmount(1000L)
                        .build());
        shop.stripe()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(intent).build());

        assertThat(receiver.await("charge.refunded", 2)).hasSize(2);
        var charge = shop.stripe()
                .v1()
                .charges()
                .retrieve(shop.stripe().v1().paymentIntents().retrieve(intent).getLatestCharge());
        assertThat(charge.getRefunded()).isTrue();
        assertThat(charge.getAmountRefunded()).isEqualTo(2900);
    }

    @Test
    void a_declined_card_leaves_the_session_open() throws StripeException {
        var session = shop.session(shop.price("Handbook", "eur", 2900).getId());

        var declined = browser.post(session.getUrl().split("#")[0], Browser.card("4000000000000002"));

        assertThat(declined.statusCode()).isEqualTo(402);
        assertThat(declined.body()).contains("Your card was declined");
        assertThat(shop.stripe()
                        .v1()
                        .checkout()
                        .sessions()
                        .retrieve(session.getId())
                        .getStatus())
                .isEqualTo("open");
    }

    /// @see <a href="https://docs.stripe.com/payments/place-a-hold-on-a-payment-method">Stripe: place a hold</a>
    @Test
    void what_is_only_held_on_the_card_is_unpaid_until_it_is_captured() throws StripeException {
        var wire = new Wire(sandbox, "sk_test_holding");
        var session = wire.post(
                        "/v1/checkout/sessions",
                        "mode=payment&success_url=http://127.0.0.1:9/&line_items[0][quantity]=1&payment_intent_data[capture_method]=manual"
                                + "&line_items[0][price]="
                                + shop.price("Handbook", "eur", 2900).getId())
                .text("id");
        sandbox.actions().pay(session, Buyer.of("buyer@example.com"), Instrument.card("4242424242424242"));

        var held = wire.get("/v1/checkout/sessions/" + session);
        wire.post("/v1/payment_intents/" + held.text("payment_intent") + "/capture", "");

        assertThat(held.text("status")).isEqualTo("complete");
        assertThat(held.text("payment_status")).isEqualTo("unpaid");
        assertThat(wire.get("/v1/checkout/sessions/" + session).text("payment_status"))
                .isEqualTo("paid");
    }

    @Test
    void a_code_is_active_until_it_is_used_up_or_its_coupon_goes() throws StripeException {
        var wire = new Wire(sandbox, "sk_test_saving");
        var coupon = wire.post("/v1/coupons", "percent_off=10").text("id");
        var form = "promotion[type]=coupon&promotion[coupon]=" + coupon;
        var once = wire.post("/v1/promotion_codes", form + "&max_redemptions=1").text("id");
        var often = wire.post("/v1/promotion_codes", form).text("id");
        var session = wire.post(
                        "/v1/checkout/sessions",
                        "mode=payment&success_url=http://127.0.0.1:9/&line_items[0][quantity]=1&discounts[0][promotion_code]="
                                + once
                                + "&line_items[0][price]="
                                + shop.price("Handbook", "eur", 2900).getId())
                .text("id");

        sandbox.actions().pay(session, Buyer.of("buyer@example.com"), Instrument.card("4242424242424242"));

        assertThat(wire.get("/v1/promotion_codes/" + once).text("active")).isEqualTo("false");
        assertThat(wire.get("/v1/promotion_codes/" + often).text("active")).isEqualTo("true");
        wire.delete("/v1/coupons/" + coupon);
        assertThat(wire.get("/v1/promotion_codes/" + often).text("active")).isEqualTo("false");
    }

    @Test
    void a_lookup_key_moves_to_a_new_price() throws StripeException {
        var product = shop.stripe()
                .v1()
                .products()
                .create(ProductCreateParams.builder().setName("Handbook").build());
        var price = PriceCreateParams.builder()
                .setProduct(product.getId())
                .setCurrency("eur")
                .setLookupKey("shop_handbook_eur")
                .setTransferLookupKey(true);
        shop.stripe().v1().prices().create(price.setUnitAmount(2900L).build());

        var newer =
                shop.stripe().v1().prices().create(price.setUnitAmount(3900L).build());

        var found = shop.stripe()
                .v1()
                .prices()
                .list(PriceListParams.builder()
                        .addLookupKey("shop_handbook_eur")
                        .build());
        assertThat(found.getData()).extracting("id").containsExactly(newer.getId());
    }

    @Test
    void a_session_is_found_by_its_payment_and_an_event_by_its_type() throws StripeException {
        var session = shop.session(shop.price("Handbook", "eur", 2900).getId());
        shop.session(shop.price("Other", "eur", 2900).getId());
        browser.post(session.getUrl().split("#")[0], Browser.card("4242424242424242"));
        var intent = shop.stripe()
                .v1()
                .checkout()
                .sessions()
                .retrieve(session.getId())
                .getPaymentIntent();

        var found = shop.stripe()
                .v1()
                .checkout()
                .sessions()
                .list(SessionListParams.builder().setPaymentIntent(intent).build());
        var events = shop.stripe()
                .v1()
                .events()
                .list(EventListParams.builder()
                        .addType("checkout.session.completed")
                        .addType("charge.refunded")
                        .build());

        assertThat(found.getData()).extracting("id").containsExactly(session.getId());
        assertThat(events.getData()).extracting("type").containsExactly("checkout.session.completed");
    }
}
