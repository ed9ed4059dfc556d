package shop.handover.fulfillment.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.handover.kit.event.EventEnvelope;
import shop.handover.kit.event.SessionMetadata;
import shop.handover.kit.event.StripeEventRecord;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.Seal;

/// Writes events as Stripe does, signed and sealed.
final class Events {

    static final String SECRET = "whsec_fulfillmenttests";
    static final String LINK_KEYS = "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE";
    private static final LinkKeys KEYS = LinkKeys.parse(List.of(LINK_KEYS));

    private Events() {}

    static Order order() {
        return new Order(
                UUID.randomUUID().toString().replace("-", ""),
                "example",
                "kubernetes-starter-stack",
                "4900",
                4900,
                "paid",
                "checkout.session.completed",
                "en",
                "");
    }

    /// A checkout about to be told.
    record Order(
            String name,
            String shop,
            String slug,
            String unitAmount,
            long amount,
            String paymentStatus,
            String type,
            String locale,
            String email) {

        Order priced(String unit, long paid) {
            return new Order(name, shop, slug, unit, paid, paymentStatus, type, locale, email);
        }

        Order ofShop(String other) {
            return new Order(name, other, slug, unitAmount, amount, paymentStatus, type, locale, email);
        }

        Order of(String product) {
            return new Order(name, shop, product, unitAmount, amount, paymentStatus, type, locale, email);
        }

        Order told(String event, String status) {
            return new Order(name, shop, slug, unitAmount, amount, status, event, locale, email);
        }

        Order in(String language) {
            return new Order(name, shop, slug, unitAmount, amount, paymentStatus, type, language, email);
        }

        Order from(String address) {
            return new Order(name, shop, slug, unitAmount, amount, paymentStatus, type, locale, address);
        }

        String session() {
            return "cs_test_" + name;
        }

        String intent() {
            return "pi_" + name;
        }

        String buyer() {
            return email.isEmpty() ? "buyer-" + name.substring(0, 12) + "@example.com" : email;
        }

        JsonObject object() {
            Map<String, String> metadata = new HashMap<>(Map.of(
                    SessionMetadata.SHOP, shop,
                    SessionMetadata.PRODUCT_SLUG, slug,
                    SessionMetadata.PRODUCT_NAME, "Kubernetes Starter Stack",
                    SessionMetadata.PRICE_ID, "price_1",
                    SessionMetadata.UNIT_AMOUNT, unitAmount,
                    SessionMetadata.CONSENT, "",
                    SessionMetadata.NONCE, "n"));
            metadata.put(SessionMetadata.SEAL, new Seal(KEYS).over(metadata));
            return new JsonObject()
                    .put("id", session())
                    .put("object", "checkout.session")
                    .put("livemode", false)
                    .put("payment_status", paymentStatus)
                    .put("payment_intent", intent())
                    .put("currency", "eur")
                    .put("amount_subtotal", amount)
                    .put("amount_total", amount)
                    .put("total_details", new JsonObject().put("amount_tax", 0))
                    .put("locale", locale)
                    .put(
                            "customer_details",
                            new JsonObject()
                                    .put("email", buyer())
                                    .put("name", "Buyer")
                                    .put("address", new JsonObject().put("country", "DE")))
                    .put("metadata", new JsonObject(new HashMap<>(metadata)));
        }

        StripeEventRecord event() {
            return signed(type, object());
        }

        StripeEventRecord refund(String id, long refunded, String status) {
            return signed(
                    "refund.updated",
                    new JsonObject()
                            .put("id", id)
                            .put("object", "refund")
                            .put("amount", refunded)
                            .put("status", status)
                            .put("payment_intent", intent()));
        }

        StripeEventRecord dispute(String status) {
            return signed(
                    "charge.dispute.updated",
                    new JsonObject()
                            .put("id", "dp_" + name)
                            .put("object", "dispute")
                            .put("amount", amount)
                            .put("status", status)
                            .put("payment_intent", intent()));
        }
    }

    static StripeEventRecord signed(String type, JsonObject object) {
        var id = "evt_" + UUID.randomUUID().toString().replace("-", "");
        var body = new JsonObject()
                .put("id", id)
                .put("object", "event")
                .put("type", type)
                .put("api_version", "2026-07-29.dahlia")
                .put("created", Instant.now().getEpochSecond())
                .put("livemode", false)
                .put("data", new JsonObject().put("object", object))
                .put("related", new JsonArray())
                .encode()
                .getBytes(UTF_8);
        return record(body, signature(body, SECRET));
    }

    static StripeEventRecord record(byte[] body, String signature) {
        var envelope = EventEnvelope.read(body);
        return new StripeEventRecord(
                envelope.map(EventEnvelope::key).orElse("none"),
                envelope.map(EventEnvelope::id).orElse("none"),
                envelope.map(EventEnvelope::type).orElse("none"),
                false,
                Instant.now(),
                signature,
                Optional.empty(),
                body);
    }

    static String signature(byte[] body, String secret) {
        try {
            var time = Instant.now().getEpochSecond();
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
