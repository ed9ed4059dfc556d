package shop.handover.checkout.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.util.Comparator;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.function.Function;
import shop.handover.checkout.sale.Wish;
import shop.handover.page.Problem;

/// Reads wishes off the wire. The names are fixed: existing shop pages post them.
@ApplicationScoped
class Wishes {

    private static final int LONGEST = 500;

    private final ObjectMapper json;

    Wishes(ObjectMapper json) {
        this.json = json;
    }

    /// A body that is no wish; carries what the caller is told.
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Unreadable(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /// @throws Unreadable where it is not an object, or one of our fields is not text
    Wish ofJson(byte[] body, Optional<String> clientKey) {
        var root = object(body);
        return wish(field -> text(root, field), clientKey);
    }

    /// @throws Unreadable where a field is longer than any of ours can be
    Wish ofForm(MultivaluedMap<String, String> form, Optional<String> clientKey) {
        return wish(field -> Optional.ofNullable(form.getFirst(field)), clientKey);
    }

    /// The language a browser asks for first. What names no locale is paid, and mailed about, in that.
    ///
    /// @param acceptLanguage the header; nonsense in it counts for nothing
    static Optional<String> firstLanguage(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return LanguageRange.parse(acceptLanguage).stream()
                    .max(Comparator.comparingDouble(LanguageRange::getWeight))
                    .map(LanguageRange::getRange)
                    .filter(range -> range.matches("[a-z]{2}(-[a-z0-9]{2,8})?"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Wish wish(Function<String, Optional<String>> fields, Optional<String> clientKey) {
        return new Wish(
                read(fields, "productSlug"),
                read(fields, "priceId"),
                read(fields, "currency"),
                read(fields, "amount"),
                read(fields, "customerEmail"),
                read(fields, "locale"),
                read(fields, "consent"),
                clientKey.map(key -> checked("Idempotency-Key", key)).filter(key -> !key.isBlank()));
    }

    private JsonNode object(byte[] body) {
        try {
            var root = json.reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(body);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (IOException e) {
            // Told below, in the same words: what exactly is broken helps only who wrote it.
        }
        throw new Unreadable(
                Problem.of("malformed", 400, "send a JSON object with productSlug or priceId, both as text"));
    }

    private static Optional<String> text(JsonNode root, String field) {
        var value = root.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        // A shop page's checkbox is a boolean to its script; every other field of ours is text.
        if (value.isBoolean() && field.equals("consent")) {
            return Optional.of(value.booleanValue() ? "yes" : "");
        }
        // An amount may be a number to a script; both count whole units: 25 is 25.00.
        if (value.isNumber() && field.equals("amount")) {
            return Optional.of(value.decimalValue().toPlainString());
        }
        if (!value.isTextual()) {
            throw new Unreadable(Problem.ofField("malformed", 400, field, field + " must be text"));
        }
        return Optional.of(value.textValue());
    }

    // Forms send empty fields; an empty field is one that was left out.
    private static Optional<String> read(Function<String, Optional<String>> fields, String field) {
        return fields.apply(field)
                .map(String::strip)
                .map(text -> checked(field, text))
                .filter(text -> !text.isEmpty());
    }

    private static String checked(String field, String text) {
        if (text.length() > LONGEST) {
            throw new Unreadable(Problem.ofField(
                    "malformed", 400, field, field + " must not be longer than " + LONGEST + " characters"));
        }
        return text;
    }
}
