package shop.handover.download.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The digest of a whole file, read once in constant memory.
final class Sha256 {

    private static final int CHUNK = 1 << 16;

    private Sha256() {}

    static String of(Path place) throws IOException {
        var digest = digest();
        var chunk = new byte[CHUNK];
        try (var in = Files.newInputStream(place)) {
            for (var read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
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
