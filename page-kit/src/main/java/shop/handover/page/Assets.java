package shop.handover.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.Product;

/// Everything pages load besides themselves: the stylesheet with the shop's accent, the script, the mark, the covers.
/// Computed from the catalog alone, so that each service writes the same addresses and one of them serves them.
public final class Assets {

    private static final Logger LOG = Logger.getLogger(Assets.class);
    private static final Pattern HASHED = Pattern.compile("/?(.{1,200})\\.([0-9a-f]{16})(\\.[a-z]{2,5})");
    private static final long LARGEST_COVER = 5_000_000;

    private final Map<String, Asset> byName;

    private Assets(Collection<Asset> assets) {
        byName = new LinkedHashMap<>();
        assets.forEach(asset -> byName.put(asset.name(), asset));
    }

    /// Reads what a catalog's pages need. A cover that cannot be read is left out and named in the log; its product is
    /// shown by its initials.
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
        found.put("look.css", Asset.of("look.css", look(accent)));
        found.put("shop.js", Asset.of("shop.js", packaged("shop.js")));
        found.put("mark.svg", Asset.of("mark.svg", mark(accent)));
        catalog.products().stream()
                .flatMap(product -> product.image().stream())
                .distinct()
                .forEach(image -> cover(folder, image).ifPresent(asset -> found.putIfAbsent(image, asset)));
        return new Assets(found.values());
    }

    /// The address of one that is always there.
    public String url(String name) {
        return byName.get(name).url();
    }

    /// The address of a product's cover; empty where it has none that could be read.
    public Optional<String> cover(Product product) {
        return product.image().map(byName::get).map(Asset::url);
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

    /// @param exact whether the address carries the hash of this very content; while services are being replaced one
    ///     may ask for the next or the last version, which is answered with ours but must not be kept
    public record Found(Asset asset, boolean exact) {}

    private static byte[] look(Accent accent) {
        var look = new ByteArrayOutputStream();
        look.writeBytes(packaged("tokens.css"));
        look.writeBytes(accent.css().getBytes(StandardCharsets.UTF_8));
        look.writeBytes(packaged("base.css"));
        return look.toByteArray();
    }

    private static byte[] mark(Accent accent) {
        var svg = new String(packaged("mark.svg"), StandardCharsets.UTF_8);
        return svg.replace("currentColor", accent.light()).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Asset> cover(Path folder, String image) {
        var path = folder.resolve(image);
        try {
            if (Files.size(path) > LARGEST_COVER) {
                LOG.warnf("cover %s is left out: larger than 5 MB", path);
                return Optional.empty();
            }
            return Optional.of(Asset.of(image, Files.readAllBytes(path)));
        } catch (IOException e) {
            LOG.warnf("cover %s is left out: %s", path, e);
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
