package shop.handover.fulfillment.journey;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import shop.handover.kit.event.SessionMetadata;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.Seal;
import shop.handover.sandbox.stripe.checkout.Buyer;
import shop.handover.sandbox.stripe.payment.Instrument;

/// A session that was sold at the sandbox, of which nobody told us.
record Sold(String session, String buyer) {

    private static final Seal SEAL = new Seal(LinkKeys.parse(List.of(Events.LINK_KEYS)));

    /// Paid that long ago, by Stripe's clock.
    static Sold before(Duration past, String shop) {
        var clock = World.sandbox().clock();
        clock.move(past.negated());
        try {
            return now(shop);
        } finally {
            clock.move(past);
        }
    }

    static Sold before(Duration past) {
        return before(past, "example");
    }

    private static Sold now(String shop) {
        var buyer = "buyer-" + UUID.randomUUID() + "@example.com";
        var session = open(shop);
        World.sandbox().actions().pay(session, Buyer.of(buyer), Instrument.card("4242424242424242"));
        return new Sold(session, buyer);
    }

    private static String open(String shop) {
        var metadata = new HashMap<>(Map.of(
                SessionMetadata.SHOP, shop,
                SessionMetadata.PRODUCT_SLUG, "kubernetes-starter-stack",
                SessionMetadata.PRODUCT_NAME, "Kubernetes Starter Stack",
                SessionMetadata.PRICE_ID, "price_1",
                SessionMetadata.UNIT_AMOUNT, "4900",
                SessionMetadata.NONCE, "n"));
        metadata.put(SessionMetadata.SEAL, SEAL.over(metadata));
        var price = LineItem.PriceData.builder()
                .setCurrency("eur")
                .setUnitAmount(4900L)
                .setProductData(LineItem.PriceData.ProductData.builder()
                        .setName("Kubernetes Starter Stack")
                        .build())
                .build();
        var params = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("http://127.0.0.1:8080/store/success")
                .addLineItem(
                        LineItem.builder().setPriceData(price).setQuantity(1L).build())
                .putAllMetadata(metadata)
                .build();
        try {
            return client().v1().checkout().sessions().create(params).getId();
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    /// All sessions that Stripe knows of.
    static Set<String> sessions() throws StripeException {
        return StreamSupport.stream(
                        client().v1()
                                .checkout()
                                .sessions()
                                .list()
                                .autoPagingIterable()
                                .spliterator(),
                        false)
                .map(Session::getId)
                .collect(Collectors.toSet());
    }

    static StripeClient client() {
        return StripeClient.builder()
                .setApiKey("sk_test_fulfillment")
                .setApiBase(World.sandbox().url())
                .build();
    }

    String status() {
        return Outside.ask("SELECT status FROM purchase WHERE checkout_session_id = ?", session);
    }

    String mail(String kind) {
        return Outside.ask(
                "SELECT state FROM mail m JOIN purchase p ON p.id = m.purchase_id"
                        + " WHERE checkout_session_id = ? AND kind = ?",
                session,
                kind);
    }
}
