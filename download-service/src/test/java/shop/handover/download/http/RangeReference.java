package shop.handover.download.http;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// RFC 9110, section 14, written down a second time, letter by letter and with numbers without a limit: what a server
/// that answers several ranges with everything has to say to a `Range` header.
public final class RangeReference {

    private RangeReference() {}

    /// `200`, `416`, or `206 first-last`.
    public static String answer(String header, long size) {
        if (header.length() < 6 || !header.substring(0, 5).equalsIgnoreCase("bytes") || header.charAt(5) != '=') {
            return "200";
        }
        var specs = specs(header.substring(6));
        return specs.size() == 1 ? one(specs.getFirst(), BigInteger.valueOf(size)) : "200";
    }

    // #rule: elements between commas, blanks around the commas, empty elements ignored. None before the first.
    private static List<String> specs(String set) {
        var specs = new ArrayList<String>();
        if (set.startsWith(" ") || set.startsWith("\t")) {
            return specs;
        }
        for (var element : set.split(",", -1)) {
            var spec = trimmed(element);
            if (!spec.isEmpty()) {
                specs.add(spec);
            }
        }
        return specs;
    }

    private static String one(String spec, BigInteger size) {
        var dash = spec.indexOf('-');
        if (dash < 0) {
            return "200";
        }
        var from = spec.substring(0, dash);
        var to = spec.substring(dash + 1);
        if (!isDigits(from) || !isDigits(to) || from.isEmpty() && to.isEmpty()) {
            return "200";
        }
        if (from.isEmpty()) {
            return suffix(new BigInteger(to), size);
        }
        var first = new BigInteger(from);
        var last = to.isEmpty() ? size.subtract(BigInteger.ONE) : new BigInteger(to);
        if (!to.isEmpty() && last.compareTo(first) < 0) {
            return "200";
        }
        if (first.compareTo(size) >= 0) {
            return "416";
        }
        return "206 " + first + "-" + last.min(size.subtract(BigInteger.ONE));
    }

    private static String suffix(BigInteger length, BigInteger size) {
        if (length.signum() == 0) {
            return "416";
        }
        return "206 " + size.subtract(length.min(size)) + "-" + size.subtract(BigInteger.ONE);
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    private static String trimmed(String text) {
        var from = 0;
        var to = text.length();
        while (from < to && " \t".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && " \t".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }
}
