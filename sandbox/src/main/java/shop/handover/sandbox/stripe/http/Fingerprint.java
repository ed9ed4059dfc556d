package shop.handover.sandbox.stripe.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// What a request asks, as a hash: two with the same parameters in another order ask the same.
final class Fingerprint {

    private Fingerprint() {}

    static String of(String method, String path, Map<String, Object> form) {
        try {
            var asked = method + " " + path + " " + sorted(form);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Object sorted(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        var sorted = new TreeMap<String, Object>();
        map.forEach((k, v) -> sorted.put((String) k, sorted(v)));
        return sorted;
    }
}
