package shop.handover.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import shop.handover.sandbox.machine.Folders;

/// A file system of 256 MB of its own, which can be filled to the last byte. Only root may mount one: elsewhere the
/// test is skipped.
final class SmallDisk implements AutoCloseable {

    private final Path folder = Folders.temporary("disk");

    SmallDisk() {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", folder.toString()),
                "only root mounts a file system");
    }

    Path folder() {
        return folder;
    }

    /// Leaves no room for one more byte.
    void fill() {
        try (var filler = Files.newOutputStream(filler())) {
            for (var size = 1 << 20; size > 0; size >>= 1) {
                writeUntilRefused(filler, new byte[size]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes away what [#fill] put there.
    void makeRoom() {
        try {
            Files.delete(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeUntilRefused(OutputStream filler, byte[] piece) {
        try {
            while (true) {
                filler.write(piece);
            }
        } catch (IOException _) {
            // There is no room for a piece of this size any more.
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static boolean run(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        run("umount", "-l", folder.toString());
    }
}
