package shop.handover.kit.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// The catalog as it stands on disk. A change is noticed within two seconds of the next use; a changed file with a
/// fault is refused with all its faults in the log, and the last good catalog goes on being served.
public final class CatalogFile {

    private static final Logger LOG = Logger.getLogger(CatalogFile.class);
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;

    private final Path path;
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime());
    private final List<Consumer<Catalog>> listeners = new CopyOnWriteArrayList<>();
    private volatile Catalog current;
    private volatile Stamp stamp;

    private CatalogFile(Path path) {
        this.path = path;
        this.stamp = Stamp.of(path);
        this.current = CatalogReader.read(path);
    }

    /// Opens the file.
    ///
    /// @throws CatalogRefused where it cannot be served: a service does not start with half a catalog
    public static CatalogFile open(Path path) {
        return new CatalogFile(path);
    }

    /// The catalog to serve now. Never blocks: a look at the disk happens behind the caller's back.
    public Catalog current() {
        var last = lookedAt.get();
        var now = System.nanoTime();
        if (now - last > LOOK_AGAIN_NANOS && lookedAt.compareAndSet(last, now)) {
            Thread.startVirtualThread(this::look);
        }
        return current;
    }

    /// The folder the file lies in; images are named relative to it.
    public Path folder() {
        return path.toAbsolutePath().getParent();
    }

    /// Tells `listener` of every later catalog, on a thread that may block.
    public void onChange(Consumer<Catalog> listener) {
        listeners.add(listener);
    }

    private synchronized void look() {
        var found = Stamp.of(path);
        if (found.equals(stamp)) {
            return;
        }
        stamp = found;
        try {
            current = CatalogReader.read(path);
            LOG.infof("catalog read again: %d products", current.products().size());
            listeners.forEach(listener -> listener.accept(current));
        } catch (CatalogRefused e) {
            LOG.errorf("the changed catalog is refused, the last good one is served: %s", e.getMessage());
        }
    }

    // Kubernetes swaps a ConfigMap by a symbolic link: the file's own key changes even where its time does not.
    private record Stamp(FileTime changed, long size, String where) {

        static Stamp of(Path path) {
            try {
                return new Stamp(
                        Files.getLastModifiedTime(path),
                        Files.size(path),
                        path.toRealPath().toString());
            } catch (IOException e) {
                return new Stamp(FileTime.fromMillis(0), -1, "");
            }
        }
    }
}
