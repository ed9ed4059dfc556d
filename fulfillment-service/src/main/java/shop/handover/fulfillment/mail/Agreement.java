package shop.handover.fulfillment.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;

/// What a buyer agreed to before he paid, as checkout-service wrote it into the session under our seal:
/// `version language sha256:digest[ time]`.
///
/// @param digest the first 32 hexadecimal digits of the wording's SHA-256
/// @param at empty where the session was asked for with a key of the caller's: then no time stands in it
record Agreement(String version, String language, String digest, Optional<Instant> at) {

    private static final int KEPT = 32;

    static Agreement of(String kept) {
        var parts = OneLine.of(kept).split(" ", 4);
        return new Agreement(
                part(parts, 0), part(parts, 1), part(parts, 2).replaceFirst("^sha256:", ""), time(part(parts, 3)));
    }

    /// Whether this is the wording that was agreed to.
    boolean isTo(String wording) {
        return digest(wording).equals(digest);
    }

    /// As much of a wording's digest as is kept.
    static String digest(String wording) {
        return sha256(wording).substring(0, KEPT);
    }

    private static String part(String[] parts, int i) {
        return i < parts.length ? parts[i] : "";
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
