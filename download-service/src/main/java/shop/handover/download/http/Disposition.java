package shop.handover.download.http;

import java.nio.charset.StandardCharsets;

/// The `Content-Disposition` that gives a file its name on the buyer's disk, in any language.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc6266">RFC 6266: Content-Disposition in HTTP</a>
/// @see <a href="https://www.rfc-editor.org/rfc/rfc8187">RFC 8187: other character encodings in header parameters</a>
final class Disposition {

    private static final String PLAIN = "!#$&+-.^_`|~";

    private Disposition() {}

    /// Says both spellings: `filename` for old clients, in ASCII; `filename*` for all others, exact.
    static String of(String name) {
        return "attachment; filename=\"" + fallback(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    // Quotes, backslashes and percent signs are read differently by different clients; separators are for paths.
    private static String fallback(String name) {
        var fallback = new StringBuilder();
        name.codePoints()
                .map(point -> point < 0x20 || point > 0x7e || "\"\\%/:*?<>|;".indexOf(point) >= 0 ? '_' : point)
                .forEach(fallback::appendCodePoint);
        return fallback.toString();
    }

    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (var octet : name.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append("%02X".formatted(octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(byte octet) {
        return octet >= '0' && octet <= '9'
                || octet >= 'A' && octet <= 'Z'
                || octet >= 'a' && octet <= 'z'
                || octet > 0 && PLAIN.indexOf(octet) >= 0;
    }
}
