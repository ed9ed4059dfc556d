package shop.handover.sandbox.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Folders that servers keep their data in.
public final class Folders {

    private Folders() {}

    /// An empty folder of its own. Whoever starts a server in it also sees to its end.
    public static Path temporary(String name) {
        try {
            return Files.createTempDirectory("handover-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for " + name, e);
        }
    }

    public static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the folder " + folder, e);
        }
    }

    /// Deletes the folder and all in it. Files that vanish meanwhile, under a dying server, are no failure.
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Folders::deleteOne);
        } catch (NoSuchFileException _) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    /// As [#delete], where it does not matter whether all of it goes.
    public static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (UncheckedIOException _) {
            // Whoever writes there is faster; the caller tries again.
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /// The last lines of a log, for a message about a server that did not start.
    public static String tail(Path log) {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException _) {
            return "(no log at " + log + ")";
        }
    }
}
