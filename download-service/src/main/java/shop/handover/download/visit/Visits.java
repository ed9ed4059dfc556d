package shop.handover.download.visit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.LinkKeys.Purpose;
import shop.handover.kit.stripe.CheckoutId;

/// Writes and reads what a browser keeps of a visit: the *handle* in the address, which tells nothing, and beside it a
/// signed cookie that only works at that address. Pure.
public final class Visits {

    private static final int HANDLE_BYTES = 16;
    private static final Pattern COOKIE =
            Pattern.compile("([A-Za-z0-9]{1,16})\\.([A-Za-z0-9_]{1,200})\\.(\\d{1,11})\\.([A-Za-z0-9_-]{43})");

    private final LinkKeys keys;
    private final Duration life;

    /// @param life how long a visit lasts from its beginning
    public Visits(LinkKeys keys, Duration life) {
        this.keys = keys;
        this.life = life;
    }

    /// How long a visit lasts from its beginning.
    public Duration life() {
        return life;
    }

    /// The checkout's place in an address: the same for the same checkout, and of no use without its cookie.
    public String handle(CheckoutId checkout) {
        return base64(Arrays.copyOf(keys.mac(Purpose.HANDLE, "handle " + checkout), HANDLE_BYTES));
    }

    /// What the browser keeps.
    public String cookie(Visit visit) {
        return cookie(visit, keys.signing()).orElseThrow();
    }

    /// The visit a cookie stands for, over or not; empty where it is not ours. Never throws.
    public Optional<Visit> read(String cookie) {
        var matcher = COOKIE.matcher(cookie == null ? "" : cookie);
        if (!matcher.matches() || !CheckoutId.looksRight(matcher.group(2))) {
            return Optional.empty();
        }
        var visit =
                new Visit(new CheckoutId(matcher.group(2)), Instant.ofEpochSecond(Long.parseLong(matcher.group(3))));
        return cookie(visit, matcher.group(1))
                .filter(expected -> MessageDigest.isEqual(expected.getBytes(US_ASCII), cookie.getBytes(US_ASCII)))
                .map(_ -> visit);
    }

    /// When the page stops working.
    public Instant end(Visit visit) {
        return visit.since().plus(life);
    }

    private Optional<String> cookie(Visit visit, String kid) {
        var text = kid + "." + visit.checkout() + "." + visit.since().getEpochSecond();
        return keys.mac(Purpose.HANDLE, kid, "visit " + text).map(mac -> text + "." + base64(mac));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
