package shop.handover.download.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.handover.download.Shop;
import shop.handover.download.delivery.Shelf.Shelved;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.catalog.ProductFile;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FolderShelfTest {

    @TempDir
    Path folder;

    Path files;

    @BeforeEach
    void fill() throws IOException {
        files = Files.createDirectory(folder.resolve("files"));
        Files.writeString(files.resolve("a.txt"), "first");
        Files.writeString(files.resolve("b.txt"), "second");
    }

    @Test
    void what_the_catalog_says_is_found() throws IOException {
        var shelf = opened("a.txt", sha256("first"), "b.txt", sha256("second"));

        assertThat(shelf.find(file("a.txt"))).hasValueSatisfying(found -> {
            assertThat(found.size()).isEqualTo(5);
            assertThat(((Shelved.OnDisk) found).place()).endsWithRaw(Path.of("a.txt"));
        });
    }

    @Test
    void every_fault_is_named() throws IOException {
        opened("missing.txt", sha256("x"), "b.txt", sha256("another"));

        assertThat(faults)
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("missing.txt cannot be read"),
                        other -> assertThat(other).startsWith("b.txt has sha256 " + sha256("second")));
    }

    @Test
    void a_link_that_leads_out_of_the_folder_is_refused() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(files.resolve("link.txt"), folder.resolve("secret.txt"));

        opened("link.txt", sha256("secret"), "b.txt", sha256("second"));

        assertThat(faults).containsExactly("link.txt is not a file inside the folder");
    }

    @Test
    void a_file_that_changes_on_the_shelf_is_handed_out_no_more() throws IOException {
        var shelf = opened("a.txt", sha256("first"), "b.txt", sha256("second"));

        Files.writeString(files.resolve("a.txt"), "changed");

        assertThat(shelf.find(file("a.txt"))).isEmpty();
        assertThat(shelf.find(file("b.txt"))).isPresent();
    }

    private List<ProductFile> catalogued = List.of();
    private List<String> faults = List.of();

    private ProductFile file(String path) {
        return catalogued.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private FolderShelf opened(String one, String digest, String other, String otherDigest) throws IOException {
        var catalog = folder.resolve("catalog.yaml");
        Files.writeString(catalog, """
                shop: {id: example, name: Example, support: a@shop.example, owner: b@shop.example}
                products:
                  - slug: thing
                    name: Thing
                    prices: [{currency: EUR, amount: 1000}]
                    files:
                      - {name: one.txt, path: %s, version: '1', sha256: %s}
                      - {name: other.txt, path: %s, version: '1', sha256: %s}
                """.formatted(one, digest, other, otherDigest));
        var open = CatalogFile.open(catalog);
        catalogued = open.current().products().getFirst().files();
        var shelf = new FolderShelf(files);
        faults = shelf.look(open.current());
        return shelf;
    }

    private static String sha256(String text) {
        return Shop.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
