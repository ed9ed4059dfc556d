package shop.handover.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Events as Stripe would post them, signed as Stripe signs.
public final class SignedEvents {

    /// The endpoint's secret in tests.
    public static final String SECRET = "whsec_for_tests_only_0123456789";

    private SignedEvents() {}

    /// A paid session, in the shape and order of Stripe's own.
    public static String completed(String eventId, String session, String intent) {
        return """
                {"id":"%s","object":"event","api_version":"2026-07-29.dahlia","created":1790000000,\
                "data":{"object":{"id":"%s","object":"checkout.session","payment_intent":"%s",\
                "payment_status":"paid","customer_details":{"email":"buyer@example.com"}}},\
                "livemode":false,"pending_webhooks":1,"type":"checkout.session.completed"}""".formatted(eventId, session, intent);
    }

    /// `t=…,v1=…` over the body.
    public static String header(String secret, long epochSecond, byte[] body) {
        return "t=" + epochSecond + ",v1=" + v1(secret, Long.toString(epochSecond), body);
    }

    /// As of now.
    public static String header(byte[] body) {
        return header(SECRET, Instant.now().getEpochSecond(), body);
    }

    /// The hexadecimal digest alone.
    public static String v1(String secret, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
