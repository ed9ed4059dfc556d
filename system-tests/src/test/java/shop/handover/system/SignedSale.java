package shop.handover.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.handover.kit.event.SessionMetadata;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.Seal;

/// A sale of the sample catalog's first product as Stripe would tell of it, byte for byte the same each time.
record SignedSale(String session, String buyer, byte[] body) {

    static final String SECRET = "whsec_systemtestsystemtest";
    static final String LINK_KEYS = "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Seal SEAL = new Seal(LinkKeys.parse(List.of(LINK_KEYS)));

    static SignedSale some() {
        var name = UUID.randomUUID().toString().replace("-", "");
        var buyer = "buyer-" + name.substring(0, 12) + "@example.com";
        return new SignedSale("cs_test_" + name, buyer, event(name, buyer));
    }

    /// As the header `Stripe-Signature` says it, signed now.
    String signature() {
        var time = Long.toString(Instant.now().getEpochSecond());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] event(String name, String buyer) {
        var json = JsonNodeFactory.instance;
        var event = json.objectNode()
                .put("id", "evt_" + name)
                .put("object", "event")
                .put("type", "checkout.session.completed")
                .put("api_version", "2026-07-29.dahlia")
                .put("created", Instant.now().getEpochSecond())
                .put("livemode", false);
        var session = event.putObject("data")
                .putObject("object")
                .put("id", "cs_test_" + name)
                .put("object", "checkout.session")
                .put("livemode", false)
                .put("payment_status", "paid")
                .put("payment_intent", "pi_" + name)
                .put("currency", "eur")
                .put("amount_subtotal", 4900)
                .put("amount_total", 4900)
                .put("locale", "en");
        session.putObject("total_details").put("amount_tax", 0);
        session.putObject("customer_details").put("email", buyer).put("name", "Buyer");
        var metadata = session.putObject("metadata");
        metadata().forEach(metadata::put);
        try {
            return JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> metadata() {
        var metadata = new HashMap<>(Map.of(
                SessionMetadata.SHOP, "example",
                SessionMetadata.PRODUCT_SLUG, "kubernetes-starter-stack",
                SessionMetadata.PRODUCT_NAME, "Kubernetes Starter Stack",
                SessionMetadata.PRICE_ID, "price_1",
                SessionMetadata.UNIT_AMOUNT, "4900",
                SessionMetadata.CONSENT, "",
                SessionMetadata.NONCE, "n"));
        metadata.put(SessionMetadata.SEAL, SEAL.over(metadata));
        return metadata;
    }
}
