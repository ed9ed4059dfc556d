package shop.handover.download.delivery;

import java.nio.file.Path;
import java.util.Optional;
import shop.handover.kit.catalog.ProductFile;

/// Where the shop's files lie. What it gives out has the catalog's digest, or it gives nothing.
public interface Shelf {

    /// The file, ready to be sent; empty where it is missing or no longer what the catalog says.
    Optional<Shelved> find(ProductFile file);

    /// A file that was seen whole and right.
    ///
    /// @param size in bytes
    record Shelved(ProductFile file, Path place, long size) {}
}
