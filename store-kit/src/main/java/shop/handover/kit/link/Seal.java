package shop.handover.kit.link;

import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import shop.handover.kit.event.SessionMetadata;
import shop.handover.kit.link.LinkKeys.Purpose;

/// The mark that a session's metadata was written by our server. Without it a session is foreign, whatever its metadata
/// says: two shops may share one Stripe account, and dashboards let people type anything.
public final class Seal {

    private final LinkKeys keys;

    /// Seals with the first key and recognises all.
    public Seal(LinkKeys keys) {
        this.keys = keys;
    }

    /// The value of `metadata.seal` over our own keys; others' keys in the same map do not matter.
    public String over(Map<String, String> metadata) {
        return keys.signing() + "." + Text64.encode(keys.mac(Purpose.SEAL, canonical(metadata)));
    }

    /// Whether the metadata carries our seal, unbroken. Never throws.
    public boolean holds(Map<String, String> metadata) {
        var seal = metadata == null ? null : metadata.get(SessionMetadata.SEAL);
        if (seal == null || !seal.matches("[A-Za-z0-9]{1,16}\\.[A-Za-z0-9_-]{43}")) {
            return false;
        }
        var kid = seal.substring(0, seal.indexOf('.'));
        Optional<byte[]> expected = keys.mac(Purpose.SEAL, kid, canonical(metadata));
        var found = Text64.decode(seal.substring(kid.length() + 1));
        return expected.isPresent() && found.isPresent() && MessageDigest.isEqual(expected.get(), found.get());
    }

    // Lengths stand before the values, so that no two metadata read alike.
    private static String canonical(Map<String, String> metadata) {
        var text = new StringBuilder();
        new TreeMap<>(metadata).forEach((key, value) -> {
            if (SessionMetadata.SEALED.contains(key) && value != null) {
                text.append(key)
                        .append(':')
                        .append(value.length())
                        .append(':')
                        .append(value)
                        .append('\n');
            }
        });
        return text.toString();
    }
}
