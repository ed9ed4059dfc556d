package shop.handover.download.delivery;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.ProductFile;

/// Where the shop's files lie. What it gives out has the catalog's digest, or it gives nothing.
public interface Shelf {

    /// The file, ready to be handed out; empty where it is missing or no longer what the catalog says. Never blocks.
    Optional<Shelved> find(ProductFile file);

    /// Looks at every file of a catalog that was not seen before. May take as long as reading them all.
    ///
    /// @return what is wrong, one line each; what is not wrong will be found
    List<String> look(Catalog wanted);

    /// A file that was seen whole and right.
    sealed interface Shelved {

        ProductFile file();

        /// In bytes.
        long size();

        /// It lies on a disk of this machine.
        record OnDisk(ProductFile file, Path place, long size) implements Shelved {}

        /// It lies elsewhere, at an address that is made for each buyer.
        record Elsewhere(ProductFile file, long size, Address address) implements Shelved {}
    }

    /// Makes addresses that open a file for a while, for whoever has them.
    interface Address {

        /// @param contentType the type it is answered with
        /// @param disposition the `Content-Disposition` it is answered with
        Uni<URI> of(String contentType, String disposition);
    }
}
