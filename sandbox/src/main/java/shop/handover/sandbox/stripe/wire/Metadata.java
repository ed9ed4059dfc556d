package shop.handover.sandbox.stripe.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/// Stripe's limits for metadata: 50 keys of 40 characters, values of 500, no brackets in keys.
///
/// @see <a href="https://docs.stripe.com/metadata">Stripe: metadata</a>
public final class Metadata {

    private static final int MOST_KEYS = 50;
    private static final int LONGEST_KEY = 40;
    private static final int LONGEST_VALUE = 500;

    private Metadata() {}

    static Map<String, Object> check(Object given, String at) {
        if (!(given instanceof Map<?, ?> map)) {
            throw StripeError.invalid("Invalid object", Form.cut(at));
        }
        var checked = new LinkedHashMap<String, Object>();
        map.forEach((k, v) -> {
            var key = (String) k;
            checkKey(key, at);
            if (!(v instanceof String value)) {
                throw StripeError.invalid(
                        "Metadata values must be strings, but for key '" + Form.cut(key)
                                + "' you passed in a value of type 'hash'.",
                        Form.cut(at + "[" + key + "]"));
            }
            checkValue(value, key, at);
            checked.put(key, value);
        });
        checkCount(checked.size(), at);
        return checked;
    }

    /// Refuses more keys than Stripe keeps; asked again after an update has been merged.
    public static void checkCount(int keys, String at) {
        if (keys > MOST_KEYS) {
            throw StripeError.invalid("You can only have up to 50 metadata keys, but you passed in " + keys + ".", at);
        }
    }

    private static void checkKey(String key, String at) {
        int length = key.codePointCount(0, key.length());
        if (length > LONGEST_KEY) {
            throw StripeError.invalid(
                    "Metadata keys can have up to 40 characters, but you passed in a key that is " + length
                            + " characters. Invalid key: " + Form.cut(key),
                    at);
        }
        if (key.isEmpty() || key.indexOf('[') >= 0 || key.indexOf(']') >= 0) {
            throw StripeError.invalid("Metadata keys must not be empty and cannot contain square brackets.", at);
        }
    }

    private static void checkValue(String value, String key, String at) {
        int length = value.codePointCount(0, value.length());
        if (length > LONGEST_VALUE) {
            throw StripeError.invalid(
                    "Metadata values can have up to 500 characters, but you passed in a value that is " + length
                            + " characters. Invalid value: " + Form.cut(value),
                    Form.cut(at + "[" + key + "]"));
        }
    }
}
