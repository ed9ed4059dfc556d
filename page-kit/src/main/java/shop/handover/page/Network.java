package shop.handover.page;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// A range of addresses, `10.0.0.0/8` or `::1`. Only literals are read; no name is ever looked up.
record Network(byte[] address, int bits) {

    private static final int CUSTOMER_BYTES = 8;

    /// @throws IllegalArgumentException that names what cannot be read
    static Network of(String text) {
        var parts = text.strip().split("/", 2);
        if (!isAddress(parts[0])) {
            throw new IllegalArgumentException("TRUSTED_PROXIES: not an address or network: " + text);
        }
        var address = bytes(parts[0]);
        var bits = parts.length == 2 ? Integer.parseInt(parts[1]) : address.length * 8;
        if (bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException("TRUSTED_PROXIES: not a network: " + text);
        }
        return new Network(address, bits);
    }

    static boolean isAddress(String text) {
        return text.matches("\\d{1,3}(\\.\\d{1,3}){3}") && bytes(text).length == 4
                || text.length() <= 45
                        && text.contains(":")
                        && text.matches("[0-9a-fA-F:.]+")
                        && bytes(text).length > 0;
    }

    boolean holds(String text) {
        if (!isAddress(text)) {
            return false;
        }
        var other = bytes(text);
        return other.length == address.length && Arrays.mismatch(masked(other, bits), masked(address, bits)) < 0;
    }

    /// The address itself, or the first 64 bits of an IPv6 one; what is no address is counted as one client.
    static String customerOf(String text) {
        if (!isAddress(text)) {
            return "unknown";
        }
        var bytes = bytes(text);
        return bytes.length == 4 ? text : HexFormat.of().formatHex(bytes, 0, CUSTOMER_BYTES);
    }

    /// The /24 or /48 around an address, in one spelling; what is no address is in one network with all such.
    static String neighbourhoodOf(String text) {
        if (!isAddress(text)) {
            return "unknown";
        }
        var bytes = bytes(text);
        return HexFormat.of().formatHex(bytes, 0, bytes.length == 4 ? 3 : 6);
    }

    private static byte[] masked(byte[] bytes, int bits) {
        var masked = bytes.clone();
        for (var i = 0; i < masked.length; i++) {
            var kept = Math.clamp(bits - i * 8L, 0, 8);
            masked[i] &= (byte) (0xff << (8 - kept));
        }
        return masked;
    }

    private static byte[] bytes(String literal) {
        try {
            return InetAddress.ofLiteral(literal).getAddress();
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
