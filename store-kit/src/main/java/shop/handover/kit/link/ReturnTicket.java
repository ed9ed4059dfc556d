package shop.handover.kit.link;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import shop.handover.kit.link.LinkKeys.Purpose;

/// The `r=<nonce>.<mac>` of a success URL. Only who was sent to Stripe by us comes back with a good one, so a stranger
/// with guessed session ids costs no call to Stripe. The session's own metadata carries the same nonce.
public final class ReturnTicket {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 16;

    private final LinkKeys keys;

    /// Signs with the first key and verifies with all.
    public ReturnTicket(LinkKeys keys) {
        this.keys = keys;
    }

    /// 128 random bits.
    public String freshNonce() {
        var bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        return Text64.encode(bytes);
    }

    /// The same nonce for the same request, so that a repeated click is the same session.
    public String nonceOf(String request) {
        return Text64.encode(java.util.Arrays.copyOf(keys.mac(Purpose.NONCE, request), NONCE_BYTES));
    }

    /// The value of `r`.
    public String ticket(String nonce) {
        return nonce + "." + Text64.encode(keys.mac(Purpose.RETURN, nonce));
    }

    /// The nonce of a ticket of ours; empty for anything else. Never throws.
    public Optional<String> nonce(String ticket) {
        if (ticket == null || !ticket.matches("[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}")) {
            return Optional.empty();
        }
        var nonce = ticket.substring(0, 22);
        var mac = Text64.decode(ticket.substring(23));
        return mac.filter(found -> keys.verifying().stream()
                        .anyMatch(kid -> MessageDigest.isEqual(
                                found, keys.mac(Purpose.RETURN, kid, nonce).orElseThrow())))
                .map(_ -> nonce);
    }
}
