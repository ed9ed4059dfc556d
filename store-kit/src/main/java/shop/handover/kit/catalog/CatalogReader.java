package shop.handover.kit.catalog;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;

/// Reads a catalog whole, or refuses it with every fault it has. Pure: the same text gives the same answer.
/// Longer than a screen because the file's shape is told here once, from top to bottom.
public final class CatalogReader {

    // Stripe's own limit on a price, in minor units.
    private static final long MOST = 99_999_999;
    private static final String LINE = "\\P{Cntrl}{1,250}";
    private static final String ONE_LINE = "one line of at most 250 characters";
    private static final String MARKDOWN = "(?s).{0,20000}";
    private static final String SOME_MARKDOWN = "at most 20,000 characters of Markdown";
    private static final String SLUG = "[a-z0-9]+(-[a-z0-9]+){0,20}";
    private static final String A_SLUG = "lower-case letters, digits and single dashes";
    private static final String ADDRESS = "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}";
    private static final String URL = "https?://[^\\s\"<>]{1,500}";
    private static final String PATH = "(?!/)(?!.*(^|/)\\.\\.?(/|$))[^\\\\\\p{Cntrl}]{1,500}";

    private final String file;
    private final List<Fault> faults = new ArrayList<>();

    private CatalogReader(String file) {
        this.file = file;
    }

    /// Reads the file at `path`.
    ///
    /// @throws CatalogRefused with all faults, an unreadable file among them
    public static Catalog read(Path path) {
        try {
            return read(path.getFileName().toString(), Files.readString(path));
        } catch (IOException e) {
            throw new CatalogRefused(List.of(new Fault(path.toString(), 1, "", "cannot be read: " + e)));
        }
    }

    /// Reads a catalog's text.
    ///
    /// @param file the name that faults will carry
    /// @throws CatalogRefused with all faults
    public static Catalog read(String file, String text) {
        var reader = new CatalogReader(file);
        var catalog = reader.compose(text).map(reader::catalog);
        if (!reader.faults.isEmpty()) {
            throw new CatalogRefused(reader.faults);
        }
        return catalog.orElseThrow();
    }

    private Optional<Node> compose(String text) {
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                faults.add(new Fault(file, 1, "", "is empty; it must name a shop and its products"));
            }
            return Optional.ofNullable(root);
        } catch (MarkedYAMLException e) {
            var line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            faults.add(new Fault(file, line, "", "is not YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            faults.add(new Fault(file, 1, "", "is not YAML: " + e.getMessage()));
        }
        return Optional.empty();
    }

    private Catalog catalog(Node node) {
        var root = new Section(file, "", node, faults);
        var catalog = new Catalog(
                shop(root.requiredSection("shop")),
                root.section("checkout").map(this::checkout).orElseGet(CatalogReader::noOptions),
                root.list("products", true, (section, i) -> product(section)),
                root.list("coupons", false, (section, i) -> coupon(section)));
        root.nothingElse();
        agree(root, catalog);
        return catalog;
    }

    private Shop shop(Section section) {
        var shop = new Shop(
                section.text("id", "[a-z0-9-]{1,40}", "at most 40 lower-case letters, digits and dashes"),
                section.text("name", LINE, ONE_LINE),
                section.optionalText("tagline", LINE, ONE_LINE).orElse(""),
                taglines(section),
                section.text("support", ADDRESS, "an e-mail address"),
                section.text("owner", ADDRESS, "an e-mail address"),
                section.optionalText("language", "[a-z]{2}", "a language of two letters")
                        .orElse("en"),
                section.optionalText("accent", "#[0-9a-fA-F]{6}", "a colour like '#0b6472', in quotes")
                        .orElse("#0b6472"),
                section.optionalText(
                        "logo",
                        "[A-Za-z0-9._-]+\\.(svg|png|jpe?g|webp)",
                        "the name of an image file, svg, png, jpg or webp"),
                section.list("fonts", false, (font, i) -> font(font)),
                links(section.section("links")),
                section.texts(
                        "origins", "https?://[A-Za-z0-9.-]+(:\\d{1,5})?", "an origin like https://www.shop.example"));
        section.nothingElse();
        return shop;
    }

    private static Map<String, String> taglines(Section section) {
        var taglines = new HashMap<String, String>();
        section.byLanguage("translations").forEach((language, told) -> {
            taglines.put(language, told.text("tagline", LINE, ONE_LINE));
            told.nothingElse();
        });
        return taglines;
    }

    private static Shop.Font font(Section section) {
        var font = new Shop.Font(
                section.text("file", "[A-Za-z0-9._-]+\\.woff2", "the name of a WOFF2 file"),
                section.optionalText("weight", "[1-9]00( [1-9]00)?", "a weight like '400', or '100 900', in quotes")
                        .orElse("400"));
        section.nothingElse();
        return font;
    }

    private static Shop.LegalLinks links(Optional<Section> section) {
        var links = new Shop.LegalLinks(link(section, "imprint"), link(section, "privacy"), link(section, "terms"));
        section.ifPresent(Section::nothingElse);
        return links;
    }

    private static Optional<String> link(Optional<Section> section, String key) {
        return section.flatMap(links -> links.optionalText(key, URL, "an http or https address"));
    }

    private CheckoutOptions checkout(Section section) {
        var options = new CheckoutOptions(
                section.flag("promotion_codes"),
                section.flag("automatic_tax"),
                section.flag("tax_id_collection"),
                section.flag("invoice_creation"),
                section.section("consent").flatMap(CatalogReader::consent));
        section.nothingElse();
        return options;
    }

    private static CheckoutOptions noOptions() {
        return new CheckoutOptions(false, false, false, false, Optional.empty());
    }

    private static Optional<CheckoutOptions.Consent> consent(Section section) {
        var version = section.text("version", "[A-Za-z0-9._-]{1,40}", "a short name of the wording");
        var text = section.requiredSection("text").textByKey("[a-z]{2}", "a language of two letters");
        section.nothingElse();
        if (text.isEmpty()) {
            section.fault("text", "must hold the wording in at least one language");
            return Optional.empty();
        }
        return Optional.of(new CheckoutOptions.Consent(version, text));
    }

    private Product product(Section section) {
        var product = new Product(
                section.text("slug", SLUG, A_SLUG),
                section.texts("aliases", SLUG, A_SLUG),
                section.flag("retired"),
                section.text("name", LINE, ONE_LINE),
                section.optionalText("summary", LINE, ONE_LINE).orElse(""),
                section.optionalText("description", MARKDOWN, SOME_MARKDOWN).orElse(""),
                section.optionalText(
                        "image", "[A-Za-z0-9._-]+\\.(svg|png|jpe?g|webp|avif)", "the name of an image file"),
                section.optionalText(
                        "social_image", "[A-Za-z0-9._-]+\\.(png|jpe?g|webp)", "the name of a PNG, JPEG or WebP file"),
                section.list("prices", true, (price, i) -> price(price)).stream()
                        .flatMap(Optional::stream)
                        .toList(),
                section.list("files", true, (productFile, i) -> file(productFile)),
                section.texts("upsells", SLUG, A_SLUG),
                translations(section));
        section.nothingElse();
        twice(product.prices().stream().map(Price::currency).toList())
                .forEach(currency -> section.fault("prices", "name " + currency.display() + " twice"));
        twice(product.files().stream().map(ProductFile::name).toList())
                .forEach(name -> section.fault("files", "name \"" + name + "\" twice"));
        return product;
    }

    // Half a translation would be a page in two languages.
    private static Map<String, Product.Told> translations(Section section) {
        var translations = new HashMap<String, Product.Told>();
        section.byLanguage("translations").forEach((language, told) -> {
            translations.put(
                    language,
                    new Product.Told(
                            told.text("summary", LINE, ONE_LINE), told.text("description", MARKDOWN, SOME_MARKDOWN)));
            told.nothingElse();
        });
        return translations;
    }

    private Optional<Price> price(Section section) {
        var code = section.text("currency", "[A-Za-z]{3}", "a currency of three letters");
        var currency = CurrencyCode.of(code);
        if (currency.isEmpty() && !code.isEmpty()) {
            section.fault("currency", "is not a currency Stripe takes: \"" + code + "\"");
        }
        var choice = section.section("pay_what_you_want");
        var amount =
                choice.isPresent() ? Optional.<Long>empty() : Optional.of(section.requiredNumber("amount", 1, MOST));
        var minimum = choice.map(wanted -> wanted.requiredNumber("minimum", 1, MOST));
        var preset = choice.flatMap(wanted -> wanted.number("preset", minimum.orElse(1L), MOST));
        choice.ifPresent(Section::nothingElse);
        section.nothingElse();
        return currency.map(known -> amount.<Price>map(minor -> new Price.Fixed(new Money(minor, known)))
                .orElseGet(() -> new Price.PayWhatYouWant(
                        new Money(minimum.orElse(1L), known), preset.map(minor -> new Money(minor, known)))));
    }

    private ProductFile file(Section section) {
        var size = section.number("size", 0, Long.MAX_VALUE / 2);
        var productFile = new ProductFile(
                section.text("name", "[^/\\\\\\p{Cntrl}]{1,200}", "a file name without / or \\"),
                section.text("path", PATH, "a relative path without .. or \\"),
                section.text("version", LINE, ONE_LINE),
                section.text("sha256", "[0-9a-f]{64}", "64 lower-case hexadecimal digits"),
                size.map(OptionalLong::of).orElseGet(OptionalLong::empty));
        section.nothingElse();
        return productFile;
    }

    private Coupon coupon(Section section) {
        var coupon = new Coupon(
                section.text("code", "[A-Z0-9-]{3,40}", "3 to 40 capitals, digits and dashes"),
                section.text("product", SLUG, A_SLUG),
                (int) section.requiredNumber("percent_off", 1, 100));
        section.nothingElse();
        return coupon;
    }

    private static void agree(Section root, Catalog catalog) {
        twice(catalog.products().stream()
                        .flatMap(product -> java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(product.slug()), product.aliases().stream()))
                        .filter(slug -> !slug.isEmpty())
                        .toList())
                .forEach(slug -> root.fault("products", "use the slug or alias \"" + slug + "\" twice"));
        for (var product : catalog.products()) {
            product.upsells().stream()
                    .filter(slug -> catalog.product(slug).isEmpty())
                    .forEach(slug -> root.fault(
                            "products", "offer \"" + slug + "\" after \"" + product.slug() + "\", but there is none"));
        }
        catalog.coupons().forEach(coupon -> agree(root, catalog, coupon));
    }

    private static void agree(Section root, Catalog catalog, Coupon coupon) {
        var product = catalog.product(coupon.product());
        if (product.isEmpty()) {
            root.fault("coupons", coupon.code() + " is for \"" + coupon.product() + "\", but there is none");
        } else if (product.get().prices().stream().anyMatch(Price.PayWhatYouWant.class::isInstance)) {
            root.fault(
                    "coupons", coupon.code() + " is for a pay-what-you-want product, which Stripe does not discount");
        }
    }

    private static <T> List<T> twice(List<T> values) {
        var seen = new HashSet<T>();
        return values.stream().filter(value -> !seen.add(value)).distinct().toList();
    }
}
