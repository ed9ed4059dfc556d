package shop.handover.sandbox.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// The files of the sample catalog's three products.
///
/// Everything is derived from the texts beside this class and from a generator whose algorithm Java specifies;
/// no clock, no compressor and no hash order takes part, so the checksums never change by themselves.
public final class SampleFiles {

    private static final int SAMPLE_UPLOADS = 24;
    private static final int MEBIBYTE = 1024 * 1024;

    private final Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();

    private SampleFiles() {
        files.put("kubernetes-starter-stack-1.4.zip", SampleFiles::stack);
        files.put("kubernetes-starter-stack-guide-1.4.pdf", () -> book("stack/guide.md"));
        files.put("postfix-relay-handbook-3.2.pdf", () -> book("relay/handbook.md"));
        files.put("postfix-relay-handbook-3.2.epub", () -> Epub.of(manuscript("relay/handbook.md")));
        files.put("community-supporter-card-1.0.pdf", ThankYouCard::pdf);
    }

    /// Writes every file into the folder, which is created if need be. A file that is already there and of the
    /// right bytes stays untouched; any other is replaced in one step, so a reader never sees half a file.
    ///
    /// @return the files written or found, in the order of the catalog
    /// @throws UncheckedIOException where the folder cannot be written
    public static Map<String, Path> writeTo(Path folder) {
        Map<String, Path> written = new LinkedHashMap<>();
        new SampleFiles().files.forEach((name, bytes) -> written.put(name, write(folder.resolve(name), bytes.get())));
        return written;
    }

    private static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
                return file;
            }
            Path half = Files.write(file.resolveSibling(file.getFileName() + ".part"), bytes);
            return Files.move(half, file, ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static byte[] stack() {
        var zip = new StoredZip();
        for (String name : new String[] {
            "README.md",
            "manifests/00-namespace.yaml",
            "manifests/10-web.yaml",
            "manifests/20-route.yaml",
            "policies/default-deny.yaml",
            "policies/restricted-pods.yaml",
            "dashboards/cluster.json"
        }) {
            zip.add("kubernetes-starter-stack-1.4/" + name, resource("stack/" + name));
        }
        // Bytes that no proxy can compress: they make the download long enough to be interrupted and resumed.
        var random = new Random(14);
        for (int i = 1; i <= SAMPLE_UPLOADS; i++) {
            var upload = new byte[MEBIBYTE];
            random.nextBytes(upload);
            zip.add(
                    String.format(Locale.ROOT, "kubernetes-starter-stack-1.4/sample-uploads/upload-%02d.bin", i),
                    upload);
        }
        return zip.bytes();
    }

    private static byte[] book(String name) {
        return new PdfBook().print(manuscript(name));
    }

    private static Manuscript manuscript(String name) {
        return Manuscript.read(new String(resource(name), UTF_8));
    }

    private static byte[] resource(String name) {
        try (InputStream in = SampleFiles.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sample text " + name, e);
        }
    }
}
