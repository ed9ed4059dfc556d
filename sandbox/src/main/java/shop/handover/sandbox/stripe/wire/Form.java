package shop.handover.sandbox.stripe.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decodes a form with Stripe's brackets into a tree of texts and maps: `a[b]=1`, `a[0]=1`, `a[]=1`,
/// brackets percent-encoded or not. What cannot be read is refused with Stripe's 400, never an exception of ours.
/// Longer than a screen: it is one small parser.
public final class Form {

    private static final int MOST_PAIRS = 4_000;
    private static final int DEEPEST = 12;

    private Form() {}

    /// Reads one or two encoded strings (query and body); the later one wins for a key given twice.
    public static Map<String, Object> decode(String... encoded) {
        var root = new LinkedHashMap<String, Object>();
        int pairs = 0;
        for (String text : encoded) {
            if (text == null || text.isEmpty()) {
                continue;
            }
            for (String pair : text.split("&", -1)) {
                if (pair.isEmpty()) {
                    continue;
                }
                if (++pairs > MOST_PAIRS) {
                    throw unreadable("too many parameters");
                }
                int equals = pair.indexOf('=');
                put(root, equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return root;
    }

    /// A body's text; bytes that are not UTF-8 are refused.
    public static String text(byte[] body) {
        return decoded(ByteBuffer.wrap(body));
    }

    private static void put(Map<String, Object> root, String rawKey, String rawValue) {
        var path = path(unescape(rawKey));
        var value = unescape(rawValue);
        var here = root;
        for (int i = 0; i < path.size() - 1; i++) {
            here = step(here, path, i);
        }
        var last = path.getLast();
        var key = last.isEmpty() && path.size() > 1 ? nextIndex(here) : last;
        if (here.get(key) instanceof Map) {
            throw unreadable("expected String (got Hash) for param `" + key + "'");
        }
        here.put(key, value);
    }

    // `a[][b]=1&a[][c]=2` is one element until a key comes again, then the next one begins.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> step(Map<String, Object> here, List<String> path, int i) {
        var key = path.get(i);
        if (key.isEmpty() && i > 0) {
            var size = here.size();
            var next = path.get(i + 1);
            var reuse =
                    size > 0 && here.get(String.valueOf(size - 1)) instanceof Map<?, ?> last && !last.containsKey(next);
            key = String.valueOf(reuse ? size - 1 : size);
        }
        var there = here.computeIfAbsent(key, k -> new LinkedHashMap<String, Object>());
        if (!(there instanceof Map)) {
            throw unreadable("expected Hash (got String) for param `" + key + "'");
        }
        return (Map<String, Object>) there;
    }

    private static String nextIndex(Map<String, Object> here) {
        int next = here.size();
        while (here.containsKey(String.valueOf(next))) {
            next++;
        }
        return String.valueOf(next);
    }

    private static List<String> path(String key) {
        int open = key.indexOf('[');
        if (open <= 0) {
            return List.of(key);
        }
        var path = new ArrayList<String>();
        path.add(key.substring(0, open));
        while (open >= 0 && open < key.length()) {
            int close = key.indexOf(']', open);
            if (key.charAt(open) != '[' || close < 0 || path.size() >= DEEPEST) {
                throw unreadable("malformed parameter name `" + cut(key) + "'");
            }
            path.add(key.substring(open + 1, close));
            open = close + 1;
        }
        return path;
    }

    /// One segment of a path, where `+` is no blank.
    public static String segment(String text) {
        return unescape(text.replace("+", "%2B"));
    }

    private static String unescape(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        var bytes = ByteBuffer.allocate(text.length() * 3);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.put(hex(text, i));
                i += 3;
            } else {
                int end = c == '+' ? i + 1 : plainUntil(text, i);
                bytes.put(c == '+' ? new byte[] {' '} : text.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end;
            }
        }
        return decoded(bytes.flip());
    }

    private static String decoded(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw unreadable("invalid byte sequence in UTF-8");
        }
    }

    private static int plainUntil(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '%' && text.charAt(end) != '+') {
            end++;
        }
        return end;
    }

    private static byte hex(String text, int at) {
        if (at + 2 >= text.length()
                || Character.digit(text.charAt(at + 1), 16) < 0
                || Character.digit(text.charAt(at + 2), 16) < 0) {
            throw unreadable("invalid %-encoding");
        }
        return (byte) (Character.digit(text.charAt(at + 1), 16) << 4 | Character.digit(text.charAt(at + 2), 16));
    }

    static String cut(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static StripeError unreadable(String why) {
        return StripeError.invalid(
                "Invalid request (check that your POST content type is application/x-www-form-urlencoded): " + why
                        + ". If you have any questions, we can help at https://support.stripe.com/.");
    }
}
