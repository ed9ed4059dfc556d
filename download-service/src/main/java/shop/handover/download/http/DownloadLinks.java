package shop.handover.download.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import shop.handover.download.delivery.Shelf;
import shop.handover.download.delivery.Shelf.Shelved;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.catalog.ProductFile;
import shop.handover.page.Storefront;

/// Writes the links of a product's files under one token. Each names the version it was made for, so that a download
/// interrupted before a new version came out is begun anew and not glued to it.
@ApplicationScoped
class DownloadLinks {

    private static final int VERSION_DIGITS = 12;

    private final Shelf shelf;
    private final Storefront front;

    DownloadLinks(Shelf shelf, Storefront front) {
        this.shelf = shelf;
        this.front = front;
    }

    /// The product's files as rows of a page.
    FileRows rows(Product product, String token) {
        var files = product.files();
        var rows = IntStream.range(0, files.size())
                .mapToObj(i -> new FileRows.Row(files.get(i), size(files.get(i)), link(files.get(i), token), i > 0))
                .toList();
        return new FileRows(rows, command(files.getFirst(), token));
    }

    private long size(ProductFile file) {
        return shelf.find(file).map(Shelved::size).orElseGet(() -> file.size().orElse(0));
    }

    private static String link(ProductFile file, String token) {
        return "/api/download?token=" + token + "&file=" + URLEncoder.encode(file.name(), StandardCharsets.UTF_8)
                + "&v=" + file.sha256().substring(0, VERSION_DIGITS);
    }

    private String command(ProductFile file, String token) {
        return "curl -L -C - -o " + quoted(file.name()) + " " + quoted(front.publicUrl() + link(file, token));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
