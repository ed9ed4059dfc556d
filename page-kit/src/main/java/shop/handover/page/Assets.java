package shop.handover.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.catalog.Shop;
import shop.handover.kit.colour.Accent;

/// Everything pages load besides themselves: the stylesheet with the shop's accent, the script, the mark or the
/// shop's logo, its fonts, the covers.
/// Computed from the catalog alone, so that each service writes the same addresses and one of them serves them.
public final class Assets {

    private static final Logger LOG = Logger.getLogger(Assets.class);
    private static final Pattern HASHED = Pattern.compile("/?(.{1,200})\\.([0-9a-f]{16})(\\.[a-z]{2,5})");
    private static final long LARGEST_COVER = 5_000_000;
    private static final long LARGEST_FONT = 500_000;
    private static final int WIDEST_PREVIEW = 1200;

    private final Map<String, Asset> byName;
    private final Map<String, Map<Integer, Asset>> widths;
    private final Map<String, Preview> previews;

    private Assets(Collection<Asset> assets, Map<String, Map<Integer, Asset>> widths, Map<String, Preview> previews) {
        this.widths = widths;
        this.previews = previews;
        byName = new LinkedHashMap<>();
        assets.forEach(asset -> byName.put(asset.name(), asset));
    }

    /// Reads what a catalog's pages need. A cover that cannot be read is left out and named in the log; its
    /// product is shown by its initials.
    ///
    /// @param folder the catalog's, where the images lie
    public static Assets of(Catalog catalog, Path folder) {
        var accent = Accent.of(catalog.shop().accent());
        if (!accent.light().equalsIgnoreCase(catalog.shop().accent())) {
            LOG.infof(
                    "accent %s is shown as %s on light pages, to be readable",
                    catalog.shop().accent(), accent.light());
        }
        var found = new LinkedHashMap<String, Asset>();
        for (var font : catalog.shop().fonts()) {
            read(folder, font.file(), LARGEST_FONT)
                    .ifPresent(content -> found.put(font.file(), Asset.of(font.file(), content)));
        }
        found.put(
                "look.css",
                Asset.of("look.css", look(accent, faces(catalog.shop().fonts(), found))));
        found.put("shop.js", Asset.of("shop.js", packaged("shop.js")));
        found.put("mark.svg", Asset.of("mark.svg", mark(accent)));
        catalog.shop()
                .logo()
                .ifPresent(logo -> read(folder, logo, LARGEST_COVER)
                        .ifPresent(content -> found.putIfAbsent(logo, Asset.of(logo, content))));
        var widths = new HashMap<String, Map<Integer, Asset>>();
        catalog.products().stream()
                .flatMap(product -> product.image().stream())
                .distinct()
                .forEach(image -> read(folder, image, LARGEST_COVER)
                        .ifPresent(content -> widths.put(image, cover(image, content, found))));
        var previews = new HashMap<String, Preview>();
        for (var product : catalog.products()) {
            shownElsewhere(product)
                    .ifPresent(image -> read(folder, image, LARGEST_COVER)
                            .ifPresent(content -> previews.put(image, preview(image, content, found))));
        }
        return new Assets(found.values(), widths, previews);
    }

    // Social networks show pictures of pixels only.
    private static Optional<String> shownElsewhere(Product product) {
        return product.socialImage().or(() -> product.image().filter(image -> image.matches(".*\\.(png|jpe?g|webp)")));
    }

    private static Preview preview(String image, byte[] content, Map<String, Asset> found) {
        var whole = Asset.of(image, content);
        found.putIfAbsent(image, whole);
        return Picture.of(content)
                .map(picture -> Optional.ofNullable(found.get(narrower(image, WIDEST_PREVIEW)))
                        .map(smaller -> new Preview(smaller.url(), WIDEST_PREVIEW, picture.heightAt(WIDEST_PREVIEW)))
                        .orElseGet(() -> new Preview(whole.url(), picture.width(), picture.height())))
                .orElseGet(() -> new Preview(whole.url(), 0, 0));
    }

    private static String narrower(String image, int width) {
        var point = image.lastIndexOf('.');
        return image.substring(0, point) + "-" + width + "w" + image.substring(point);
    }

    // The picture itself, and its smaller forms where it has any.
    private static Map<Integer, Asset> cover(String image, byte[] content, Map<String, Asset> found) {
        var whole = Asset.of(image, content);
        found.putIfAbsent(image, whole);
        var widths = new TreeMap<Integer, Asset>();
        Picture.of(content).ifPresent(picture -> {
            picture.smaller().forEach(width -> {
                var name = narrower(image, width);
                var smaller = Asset.smaller(name, content, picture, width);
                found.putIfAbsent(name, smaller);
                widths.put(width, smaller);
            });
            if (!widths.isEmpty()) {
                widths.put(picture.width(), whole);
            }
        });
        return widths;
    }

    /// The address of one that is always there.
    public String url(String name) {
        return byName.get(name).url();
    }

    /// The address of a product's cover; empty where it has none that could be read.
    public Optional<String> cover(Product product) {
        return product.image().map(byName::get).map(Asset::url);
    }

    /// The widths a product's cover is offered in, as `srcset` has them; empty where there is one only.
    public String widths(Product product) {
        return product.image()
                .map(image -> widths.getOrDefault(image, Map.of()))
                .map(offered -> offered.entrySet().stream()
                        .map(one -> one.getValue().url() + " " + one.getKey() + "w")
                        .collect(Collectors.joining(", ")))
                .orElse("");
    }

    /// What social networks show of a product; empty where it has no picture of pixels that could be read.
    public Optional<Preview> preview(Product product) {
        return shownElsewhere(product).map(previews::get);
    }

    /// The address of the shop's logo; empty where it has none that could be read.
    public Optional<String> logo(Shop shop) {
        return shop.logo().map(byName::get).map(Asset::url);
    }

    /// The addresses of the shop's fonts that could be read.
    public List<String> fonts(Shop shop) {
        return shop.fonts().stream()
                .map(font -> byName.get(font.file()))
                .filter(Objects::nonNull)
                .map(Asset::url)
                .toList();
    }

    /// What stands at `/assets/<file>`.
    ///
    /// @param file as the address has it, with the hash
    public Optional<Found> find(String file) {
        var parts = HASHED.matcher(file);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(byName.get(parts.group(1) + parts.group(3)))
                .map(asset -> new Found(asset, asset.hash().equals(parts.group(2))));
    }

    /// @param exact whether the address carries the hash of this very content; while services are being replaced
    ///     one may ask for the next or the last version, which is answered with ours but must not be kept
    public record Found(Asset asset, boolean exact) {}

    /// A picture for link previews.
    ///
    /// @param width in pixels; 0, like `height`, where it cannot be read from the file, as of WebP
    public record Preview(String url, int width, int height) {}

    private static byte[] look(Accent accent, String faces) {
        var look = new ByteArrayOutputStream();
        look.writeBytes(packaged("tokens.css"));
        look.writeBytes((accent.css() + faces).getBytes(StandardCharsets.UTF_8));
        look.writeBytes(packaged("base.css"));
        return look.toByteArray();
    }

    // Optional: a font that comes late is kept for the next page, and nothing that is being read jumps.
    private static String faces(List<Shop.Font> fonts, Map<String, Asset> found) {
        var faces = fonts.stream()
                .filter(font -> found.containsKey(font.file()))
                .map(font -> """
                        @font-face { font-family: "Shop"; src: url("%s") format("woff2"); font-weight: %s; \
                        font-display: optional }
                        """.formatted(found.get(font.file()).url(), font.weight()))
                .collect(Collectors.joining());
        return faces.isEmpty() ? "" : faces + ":root { --sans: \"Shop\", var(--system) }\n";
    }

    private static byte[] mark(Accent accent) {
        var svg = new String(packaged("mark.svg"), StandardCharsets.UTF_8);
        return svg.replace("currentColor", accent.light()).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> read(Path folder, String name, long most) {
        var path = folder.resolve(name);
        try {
            if (Files.size(path) > most) {
                LOG.warnf("%s is left out: larger than %d KB", path, most / 1000);
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(path));
        } catch (IOException e) {
            LOG.warnf("%s is left out: %s", path, e);
            return Optional.empty();
        }
    }

    private static byte[] packaged(String name) {
        try (var in = Assets.class.getResourceAsStream("/assets/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
