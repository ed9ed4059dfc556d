package shop.handover.kit.stripe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What a purchase is called when people speak of it: `HO-7K3M-9QTX`. Follows from the session id and does not lead
/// back to it. Letters that are mistaken for digits do not occur.
public final class Reference {

    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Reference() {}

    /// The same session has the same reference for ever.
    public static String of(CheckoutId checkout) {
        var digest = digest(checkout.value());
        var bits = 0L;
        for (var i = 0; i < 5; i++) {
            bits = bits << 8 | digest[i] & 0xff;
        }
        var text = new StringBuilder();
        for (var shift = 35; shift >= 0; shift -= 5) {
            text.append(LETTERS.charAt((int) (bits >> shift & 31)));
        }
        return "HO-" + text.insert(4, '-');
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
