package shop.handover.sandbox.stripe.world;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// One line per change, so that a killed sandbox comes back as it was. A line is one letter, a blank and JSON:
/// `P` put, `D` deleted, `I` an idempotency key. The last line may be torn and is then ignored; the disk is not
/// forced at each line, so a power cut may lose the last ones.
/// Longer than a screen: writing, reading and rewriting share one format.
final class Journal implements AutoCloseable {

    private static final int TWO_MEGABYTES = 1 << 21;

    private final Path file;
    private OutputStream out;
    private long written;
    private long kept;

    Journal(Path file) {
        this.file = file;
    }

    /// Tells every line of the past, in order.
    void replay(BiConsumer<Character, byte[]> line) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            var buffer = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    buffer.write(b);
                    continue;
                }
                var bytes = buffer.toByteArray();
                buffer.reset();
                line.accept((char) bytes[0], java.util.Arrays.copyOfRange(bytes, 2, bytes.length));
            }
        }
    }

    /// Begins anew with what is known now; what was written before is replaced at once and whole.
    void rewrite(Consumer<Journal> everything) throws IOException {
        close();
        Files.createDirectories(file.getParent());
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        out = Files.newOutputStream(fresh);
        written = 0;
        everything.accept(this);
        out.close();
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        out = Files.newOutputStream(file, StandardOpenOption.APPEND);
        kept = written;
    }

    void write(char kind, byte[] json) {
        try {
            var line = new byte[json.length + 3];
            line[0] = (byte) kind;
            line[1] = ' ';
            System.arraycopy(json, 0, line, 2, json.length);
            line[line.length - 1] = '\n';
            out.write(line);
            written += line.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deleted(String object, String id) {
        write('D', ("{\"object\":\"" + object + "\",\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /// Whether most of the file is history nobody needs.
    boolean isMostlyPast() {
        return written > 4 * kept + 8L * TWO_MEGABYTES;
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
