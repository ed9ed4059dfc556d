package shop.handover.deploy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// A network, `10.0.0.0/8` for instance.
record Cidr(byte[] base, int length) {

    static Cidr of(String text) {
        var parts = text.split("/");
        return new Cidr(bytes(parts[0]), Integer.parseInt(parts[1]));
    }

    boolean holds(String address) {
        var other = bytes(address);
        var rest = 8 * base.length - length;
        return other.length == base.length
                && new BigInteger(1, other).shiftRight(rest).equals(new BigInteger(1, base).shiftRight(rest));
    }

    // An address in numbers is never looked up.
    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
