package shop.handover.sandbox.stripe.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The `Stripe-Signature` header: one `v1` for each active secret.
///
/// @see <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe: how signatures are made</a>
public final class Signature {

    private Signature() {}

    /// @param at Unix seconds by the receiver's clock
    public static String of(byte[] body, long at, List<String> secrets) {
        return "t=" + at
                + secrets.stream()
                        .map(secret -> ",v1=" + hmac(body, at, secret))
                        .collect(Collectors.joining());
    }

    private static String hmac(byte[] body, long at, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update((at + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
