package shop.handover.kit.stripe;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// `Stripe-Signature`, taken apart: the signed time as written and every well-formed `v1`.
record SignatureHeader(String timestamp, List<byte[]> signatures) {

    private static final int LONGEST = 4096;
    private static final int MOST_SIGNATURES = 32;
    private static final HexFormat HEX = HexFormat.of();

    static Optional<SignatureHeader> parse(String header) {
        if (header == null || header.length() > LONGEST) {
            return Optional.empty();
        }
        String timestamp = null;
        var signatures = new ArrayList<byte[]>();
        for (var element : header.split(",", -1)) {
            if (element.startsWith("t=")) {
                if (timestamp != null) {
                    return Optional.empty();
                }
                timestamp = element.substring(2);
            } else if (element.startsWith("v1=")) {
                digest(element.substring(3)).ifPresent(signatures::add);
            }
        }
        var usable = timestamp != null
                && timestamp.matches("[1-9][0-9]{0,11}")
                && !signatures.isEmpty()
                && signatures.size() <= MOST_SIGNATURES;
        return usable ? Optional.of(new SignatureHeader(timestamp, signatures)) : Optional.empty();
    }

    long epochSecond() {
        return Long.parseLong(timestamp);
    }

    // Stripe writes lower case only; to take capitals too would be a second spelling of one signature.
    private static Optional<byte[]> digest(String hex) {
        return hex.matches("[0-9a-f]{64}") ? Optional.of(HEX.parseHex(hex)) : Optional.empty();
    }
}
