package shop.handover.kit.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import shop.handover.kit.link.LinkKeys.Purpose;
import shop.handover.kit.stripe.CheckoutId;

/// Writes and reads download tokens: `v1.<kid>.<payload>.<mac>`, the MAC over the ASCII text before it. Pure; one HMAC
/// a call, and nothing is parsed before it fits.
public final class DownloadTokens {

    private static final int LONGEST = 1024;

    private final LinkKeys keys;

    /// Signs with the first key and verifies with all.
    public DownloadTokens(LinkKeys keys) {
        this.keys = keys;
    }

    /// A token good for `lifetime` from `now`, each cut to the second. Repeats within one second give the same text.
    public String issue(CheckoutId checkout, String product, Instant now, Duration lifetime) {
        var token = new DownloadToken(checkout, product, now, now.plus(lifetime));
        var signed = "v1." + keys.signing() + "." + Text64.encode(payload(token).getBytes(US_ASCII));
        return signed + "." + Text64.encode(keys.mac(Purpose.DOWNLOAD, signed));
    }

    /// Reads what a stranger sent. Never throws.
    public Redemption redeem(String text, Instant now) {
        return token(text)
                .map(token -> now.isBefore(token.expiresAt())
                        ? (Redemption) new Redemption.Genuine(token)
                        : new Redemption.Expired(token))
                .orElseGet(Redemption.Forged::new);
    }

    private Optional<DownloadToken> token(String text) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        var parts = text.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals("v1")) {
            return Optional.empty();
        }
        var expected = keys.mac(Purpose.DOWNLOAD, parts[1], text.substring(0, text.lastIndexOf('.')));
        var fits = expected.isPresent()
                && Text64.decode(parts[3])
                        .filter(mac -> MessageDigest.isEqual(mac, expected.get()))
                        .isPresent();
        return fits ? Text64.decode(parts[2]).flatMap(DownloadTokens::parsed) : Optional.empty();
    }

    private static String payload(DownloadToken token) {
        return token.checkout() + " " + token.product() + " " + token.issuedAt().getEpochSecond() + " "
                + token.expiresAt().getEpochSecond();
    }

    private static Optional<DownloadToken> parsed(byte[] payload) {
        var fields = new String(payload, US_ASCII).split(" ", -1);
        try {
            return Optional.of(new DownloadToken(
                    new CheckoutId(fields[0]),
                    fields[1],
                    Instant.ofEpochSecond(Long.parseLong(fields[2])),
                    Instant.ofEpochSecond(Long.parseLong(fields[3]))));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
