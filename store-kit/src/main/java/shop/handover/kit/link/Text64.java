package shop.handover.kit.link;

import java.util.Base64;
import java.util.Optional;

/// Base64url with one spelling per value. Java's decoder overlooks the unused bits of the last letter, which would let
/// a link be changed and stay good.
final class Text64 {

    private Text64() {}

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Optional<byte[]> decode(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
