package shop.handover.download.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import shop.handover.download.delivery.Digest;
import shop.handover.download.delivery.Shelf;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.ProductFile;

/// A folder as the shelf. Every file of the catalog is read through once and must have the catalog's digest; from then
/// on its stamp (size, time, inode) tells whether it is still that file.
public final class FolderShelf implements Shelf {

    private static final Logger LOG = Logger.getLogger(FolderShelf.class);

    private record Seen(Shelved.OnDisk shelved, Stamp stamp) {}

    private final Path root;
    private final Map<ProductFile, Seen> seen = new ConcurrentHashMap<>();

    /// @param root nothing outside it is ever handed out, wherever symbolic links lead
    public FolderShelf(Path root) {
        this.root = root;
    }

    @Override
    public Optional<Shelved> find(ProductFile file) {
        var known = seen.get(file);
        if (known == null) {
            return Optional.empty();
        }
        if (!known.stamp().stillHolds(known.shelved().place())) {
            LOG.errorf("%s has changed on the shelf and is not handed out: a new version is a new path", file.path());
            return Optional.empty();
        }
        return Optional.of(known.shelved());
    }

    @Override
    public List<String> look(Catalog wanted) {
        var faults = new ArrayList<String>();
        wanted.products().stream()
                .flatMap(product -> product.files().stream())
                .distinct()
                .filter(file -> find(file).isEmpty())
                .forEach(file -> look(file).ifPresent(faults::add));
        return faults;
    }

    private Optional<String> look(ProductFile file) {
        try {
            var place = root.toRealPath().resolve(file.path()).toRealPath();
            if (!place.startsWith(root.toRealPath()) || !Files.isRegularFile(place)) {
                return Optional.of(file.path() + " is not a file inside the folder");
            }
            var stamp = Stamp.of(place);
            var digest = digest(place);
            if (!digest.equals(file.sha256())) {
                return Optional.of(file.path() + " has sha256 " + digest + ", the catalog says " + file.sha256());
            }
            if (file.size().isPresent() && file.size().getAsLong() != stamp.size()) {
                return Optional.of(file.path() + " has " + stamp.size() + " bytes, the catalog says "
                        + file.size().getAsLong());
            }
            seen.put(file, new Seen(new Shelved.OnDisk(file, place, stamp.size()), stamp));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(file.path() + " cannot be read: " + e);
        }
    }

    private static String digest(Path place) throws IOException {
        try (var content = Files.newInputStream(place)) {
            return Digest.sha256(content);
        }
    }

    @Override
    public String toString() {
        return "folder " + root;
    }
}
