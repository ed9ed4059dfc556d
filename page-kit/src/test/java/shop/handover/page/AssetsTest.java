package shop.handover.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.CatalogReader;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AssetsTest {

    @TempDir
    Path folder;

    @Test
    void an_address_changes_with_the_content_and_only_with_it() {
        var one = Assets.of(catalog("#0b6472"), folder);
        var same = Assets.of(catalog("#0b6472"), folder);
        var other = Assets.of(catalog("#7c3aed"), folder);

        assertThat(one.url("look.css")).isEqualTo(same.url("look.css")).isNotEqualTo(other.url("look.css"));
        assertThat(one.url("look.css")).matches("/assets/look\\.[0-9a-f]{16}\\.css");
        assertThat(one.url("shop.js")).isEqualTo(other.url("shop.js"));
    }

    @Test
    void what_a_page_names_is_found() {
        var assets = Assets.of(catalog("#7c3aed"), folder);

        var found = assets.find(assets.url("look.css").substring("/assets/".length()))
                .orElseThrow();

        assertThat(found.exact()).isTrue();
        assertThat(found.asset().mediaType()).isEqualTo("text/css; charset=utf-8");
        assertThat(new String(found.asset().content(), StandardCharsets.UTF_8))
                .contains("--accent: #7c3aed")
                .contains(".btn {");
    }

    @Test
    void another_versions_address_is_answered_with_ours_and_said_not_to_be_exact() {
        var found = Assets.of(catalog("#7c3aed"), folder).find("look.0000000000000000.css");

        assertThat(found)
                .hasValueSatisfying(answer -> assertThat(answer.exact()).isFalse());
    }

    @Test
    void nothing_else_is_found() {
        var assets = Assets.of(catalog("#7c3aed"), folder);

        assertThat(assets.find("look.css")).isEmpty();
        assertThat(assets.find("../catalog.0000000000000000.yaml")).isEmpty();
        assertThat(assets.find("")).isEmpty();
    }

    @Test
    void a_cover_is_served_and_a_missing_one_is_left_out() throws IOException {
        var product = catalog("#7c3aed").products().getFirst();
        assertThat(Assets.of(catalog("#7c3aed"), folder).cover(product)).isEmpty();

        Files.writeString(folder.resolve("cover.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");

        assertThat(Assets.of(catalog("#7c3aed"), folder).cover(product))
                .hasValueSatisfying(url -> assertThat(url).matches("/assets/cover\\.[0-9a-f]{16}\\.svg"));
    }

    @Test
    void a_large_cover_is_offered_in_several_widths_each_under_its_own_hash() throws IOException {
        Files.write(folder.resolve("cover.png"), PictureTest.picture(1000, 625, "png"));
        var catalog = CatalogReader.read("catalog.yaml", text("#7c3aed", "").replace("cover.svg", "cover.png"));
        var assets = Assets.of(catalog, folder);
        var widths = assets.widths(catalog.products().getFirst());

        assertThat(widths)
                .matches("/assets/cover-400w\\.[0-9a-f]{16}\\.png 400w, /assets/cover-800w\\.[0-9a-f]{16}\\.png 800w,"
                        + " /assets/cover\\.[0-9a-f]{16}\\.png 1000w");
        var smallest =
                assets.find(widths.split(" ")[0].substring("/assets/".length())).orElseThrow();
        assertThat(smallest.exact()).isTrue();
        assertThat(smallest.asset().mediaType()).isEqualTo("image/png");
        assertThat(Picture.of(smallest.asset().content()).orElseThrow().width()).isEqualTo(400);
    }

    @Test
    void link_previews_show_a_picture_of_pixels_at_a_width_they_like() throws IOException {
        Files.writeString(folder.resolve("cover.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        Files.write(folder.resolve("small.png"), PictureTest.picture(1000, 500, "png"));
        Files.write(folder.resolve("large.jpg"), PictureTest.picture(1500, 750, "jpg"));
        Files.write(folder.resolve("none.webp"), "RIFF".getBytes(StandardCharsets.US_ASCII));

        assertThat(preview("cover.svg")).isEmpty();
        assertThat(preview("cover.svg\n    social_image: lost.png")).isEmpty();
        assertThat(preview("cover.svg\n    social_image: small.png")).hasValueSatisfying(picture -> {
            assertThat(picture.url()).matches("/assets/small\\.[0-9a-f]{16}\\.png");
            assertThat(picture.width()).isEqualTo(1000);
            assertThat(picture.height()).isEqualTo(500);
        });
        assertThat(preview("large.jpg")).hasValueSatisfying(picture -> {
            assertThat(picture.url()).matches("/assets/large-1200w\\.[0-9a-f]{16}\\.jpg");
            assertThat(picture.height()).isEqualTo(600);
        });
        assertThat(preview("none.webp"))
                .hasValueSatisfying(picture -> assertThat(picture.width()).isZero());
    }

    private Optional<Assets.Preview> preview(String image) {
        var catalog = CatalogReader.read("catalog.yaml", text("#7c3aed", "").replace("cover.svg", image));
        return Assets.of(catalog, folder).preview(catalog.products().getFirst());
    }

    @Test
    void a_shop_has_its_own_logo_and_fonts() throws IOException {
        Files.writeString(folder.resolve("logo.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        Files.writeString(folder.resolve("text.woff2"), "wOF2");
        var catalog = CatalogReader.read("catalog.yaml", text("#7c3aed", """
                  logo: logo.svg
                  fonts: [{file: text.woff2, weight: '100 900'}, {file: lost.woff2}]
                """));

        var assets = Assets.of(catalog, folder);

        assertThat(assets.logo(catalog.shop()))
                .hasValueSatisfying(url -> assertThat(url).matches("/assets/logo\\.[0-9a-f]{16}\\.svg"));
        assertThat(assets.fonts(catalog.shop())).hasSize(1);
        var look = assets.find(assets.url("look.css").substring("/assets/".length()))
                .orElseThrow()
                .asset();
        assertThat(new String(look.content(), StandardCharsets.UTF_8))
                .contains("src: url(\"" + assets.fonts(catalog.shop()).getFirst() + "\")", "font-weight: 100 900")
                .contains(":root { --sans: \"Shop\", var(--system) }")
                .doesNotContain("lost.woff2");
    }

    private static Catalog catalog(String accent) {
        return CatalogReader.read("catalog.yaml", text(accent, ""));
    }

    private static String text(String accent, String more) {
        return """
                shop:
                  id: sample
                  name: Sample Shop
                  support: support@shop.example
                  owner: owner@shop.example
                  accent: '%s'
                %sproducts:
                  - slug: guide
                    name: Guide
                    image: cover.svg
                    prices: [{ currency: eur, amount: 1900 }]
                    files: [{ name: guide.pdf, path: guide.pdf, version: '1', sha256: %s }]
                """.formatted(accent, more, "a".repeat(64));
    }
}
