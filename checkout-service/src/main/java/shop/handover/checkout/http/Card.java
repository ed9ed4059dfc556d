package shop.handover.checkout.http;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.Price;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.catalog.ProductFile;
import shop.handover.kit.language.Language;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;

/// A product as a page shows it: with one price, and what there is to know about its files.
///
/// @param product told in the reader's language where the shop translated it
/// @param choosesCurrency whether the reader asked for one; it then follows him from page to page
/// @param asksConsent whether the buyer must agree to something on the product page first
record Card(Product product, Price price, Language language, boolean choosesCurrency, boolean asksConsent) {

    /// @param currency as asked for; where the product has no price in it, its first price is shown
    static Card of(Product product, Catalog catalog, Language language, Optional<CurrencyCode> currency) {
        return new Card(
                product.in(language.code()),
                currency.flatMap(product::price).orElseGet(product::firstPrice),
                language,
                currency.isPresent(),
                catalog.checkout().consent().isPresent());
    }

    /// The product page, in the currency shown here.
    public String href() {
        return "/store/p/" + product.slug()
                + (choosesCurrency ? "?currency=" + price.currency().value() : "");
    }

    /// Whether the buyer sets the amount himself.
    public boolean isChosen() {
        return price instanceof Price.PayWhatYouWant;
    }

    /// Whether one press leads to Stripe; otherwise the product page comes first.
    public boolean isBoughtAtOnce() {
        return !isChosen() && !asksConsent;
    }

    /// What is paid, or the least of it.
    public Money least() {
        return price.least();
    }

    /// What the shop suggests; empty where the price is fixed or nothing above the least is suggested.
    public Optional<Money> suggested() {
        return price instanceof Price.PayWhatYouWant(var minimum, var preset)
                ? preset.filter(suggested -> suggested.minor() > minimum.minor())
                : Optional.empty();
    }

    /// What stands in the field of the amount at first: the suggestion, else the least.
    public Money offered() {
        return suggested().orElseGet(this::least);
    }

    /// `ZIP and PDF · 25.2 MB · version 1.4`, as much of it as the catalog tells.
    public String facts() {
        return List.of(types(), size(), version()).stream()
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /// One line under a file's name: `25.2 MB · version 1.4`.
    public String facts(ProductFile file) {
        var version = language.say("store.version", file.version());
        return file.size().isPresent() ? language.size(file.size().getAsLong()) + " · " + version : version;
    }

    private String types() {
        var types = product.files().stream()
                .map(ProductFile::type)
                .filter(type -> !type.isEmpty())
                .distinct()
                .toList();
        if (types.size() < 2) {
            return String.join("", types);
        }
        var last = types.size() - 1;
        return language.say("store.many.types", String.join(", ", types.subList(0, last)), types.get(last));
    }

    private String size() {
        var sizes = product.files().stream().map(ProductFile::size).toList();
        return sizes.stream().allMatch(OptionalLong::isPresent)
                ? language.size(
                        sizes.stream().mapToLong(OptionalLong::getAsLong).sum())
                : "";
    }

    private String version() {
        var versions =
                product.files().stream().map(ProductFile::version).distinct().toList();
        return versions.size() == 1 ? language.say("store.version", versions.getFirst()) : "";
    }
}
