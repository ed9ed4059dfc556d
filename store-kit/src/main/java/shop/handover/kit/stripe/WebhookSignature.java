package shop.handover.kit.stripe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.handover.kit.stripe.SignatureVerdict.Forged;
import shop.handover.kit.stripe.SignatureVerdict.Genuine;
import shop.handover.kit.stripe.SignatureVerdict.Reason;

/// Tells Stripe from a stranger: HMAC-SHA-256 over `t.body`, the body's bytes exactly as they came. Our own check
/// because stripe-java's throws on odd headers and takes times in the far future. Never throws; every odd header is a
/// refusal.
///
/// @see <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe: verify manually</a>
public final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> secrets;
    private final Duration tolerance;

    /// @param secrets `whsec_…`, used as text; several while one is rotated out
    /// @param tolerance how far the signed time may lie from ours, both ways; Stripe's libraries use five minutes
    /// @throws IllegalArgumentException without a secret, or with one that is not `whsec_…`
    public WebhookSignature(List<String> secrets, Duration tolerance) {
        if (secrets.isEmpty() || !secrets.stream().allMatch(secret -> secret.matches("whsec_\\S{8,}"))) {
            throw new IllegalArgumentException("STRIPE_WEBHOOK_SECRET must be what Stripe shows, whsec_ and at least"
                    + " eight characters; two with a comma between them");
        }
        this.secrets = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM))
                .toList();
        this.tolerance = tolerance;
    }

    /// Judges a call as it comes in.
    ///
    /// @param header the value of `Stripe-Signature`; null where there was none
    /// @param body raw bytes, not re-serialised
    public SignatureVerdict verify(String header, byte[] body, Instant now) {
        return verify(header, body, signed -> Math.abs(now.getEpochSecond() - signed) <= tolerance.toSeconds());
    }

    /// Judges a record that has lain on Kafka for as long as it did: genuine whenever it was signed.
    public SignatureVerdict verifyOfAnyAge(String header, byte[] body) {
        return verify(header, body, _ -> true);
    }

    private SignatureVerdict verify(String header, byte[] body, LongPredicate timely) {
        var parsed = SignatureHeader.parse(header);
        if (parsed.isEmpty()) {
            return new Forged(Reason.MALFORMED_HEADER);
        }
        var found = matching(parsed.get(), body);
        if (found < 0) {
            return new Forged(Reason.WRONG_SIGNATURE);
        }
        var signed = parsed.get().epochSecond();
        return timely.test(signed) ? new Genuine(found, Instant.ofEpochSecond(signed)) : new Forged(Reason.STALE);
    }

    private int matching(SignatureHeader header, byte[] body) {
        for (var i = 0; i < secrets.size(); i++) {
            var expected = mac(secrets.get(i), header.timestamp(), body);
            for (var signature : header.signatures()) {
                if (MessageDigest.isEqual(expected, signature)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static byte[] mac(SecretKeySpec secret, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(timestamp.getBytes(US_ASCII));
            mac.update((byte) '.');
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
