package shop.handover.download.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The digest of a whole file, read once in constant memory.
public final class Digest {

    private static final int CHUNK = 1 << 16;

    private Digest() {}

    /// In lower-case hexadecimal digits; reads to the end and leaves closing to the caller.
    public static String sha256(InputStream content) throws IOException {
        var digest = digest();
        var chunk = new byte[CHUNK];
        for (var read = content.read(chunk); read >= 0; read = content.read(chunk)) {
            digest.update(chunk, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
