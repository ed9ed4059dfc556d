package shop.handover.download.http;

import java.util.List;
import shop.handover.kit.catalog.ProductFile;

/// The files of a product on a page, each with its own link.
///
/// @param command downloads the first of them on a server, and goes on where it stopped
record FileRows(List<Row> rows, String command) {

    /// One file.
    ///
    /// @param size in bytes; 0 where the shelf cannot tell right now
    /// @param href within this site
    /// @param quiet whether another file has the one filled button
    record Row(ProductFile file, long size, String href, boolean quiet) {}
}
