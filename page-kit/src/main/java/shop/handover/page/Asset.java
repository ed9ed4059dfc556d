package shop.handover.page;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// A file that pages refer to by what is in it: the name in its address changes when a byte of it does, so that
/// browsers may keep it for a year.
///
/// @param name `look.css`
/// @param hash the first 16 hexadecimal digits of the content's SHA-256, or of what it is made from
/// @param source makes the content, or remembers it
public record Asset(String name, String hash, Supplier<byte[]> source) {

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "webp", "image/webp",
            "avif", "image/avif",
            "woff2", "font/woff2");

    /// Names the content.
    static Asset of(String name, byte[] content) {
        return new Asset(name, hash(content), () -> content);
    }

    /// A smaller form of a picture, made when it is first asked for and then remembered: whoever only writes its
    /// address needs no such work.
    static Asset smaller(String name, byte[] original, Picture picture, int width) {
        return new Asset(name, hash((hash(original) + width).getBytes(US_ASCII)), new Supplier<>() {
            private byte[] made;

            @Override
            public synchronized byte[] get() {
                made = made == null ? picture.at(width) : made;
                return made;
            }
        });
    }

    /// The bytes. May take a moment where a picture has to be made smaller first.
    public byte[] content() {
        return source.get();
    }

    /// Where every service's pages find it: `/assets/look.0123456789abcdef.css`.
    public String url() {
        var point = name.lastIndexOf('.');
        return "/assets/" + name.substring(0, point) + "." + hash + name.substring(point);
    }

    /// The `Content-Type` it is served with.
    public String mediaType() {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return MEDIA_TYPES.getOrDefault(ending, "application/octet-stream");
    }

    private static String hash(byte[] content) {
        return HexFormat.of().formatHex(sha256(content), 0, 8);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
