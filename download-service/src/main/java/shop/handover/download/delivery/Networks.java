package shop.handover.download.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HexFormat;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.LinkKeys.Purpose;

/// Names of networks that tell nobody which they are. They change with the signing key: after a rotation a purchase's
/// networks are counted anew.
@ApplicationScoped
public class Networks {

    private static final int BYTES = 8;

    private final LinkKeys keys;

    Networks(LinkKeys keys) {
        this.keys = keys;
    }

    /// @param network a /24 or /48, in any spelling that is always the same
    String pseudonym(String network) {
        return HexFormat.of().formatHex(Arrays.copyOf(keys.mac(Purpose.PSEUDONYM, "network " + network), BYTES));
    }
}
