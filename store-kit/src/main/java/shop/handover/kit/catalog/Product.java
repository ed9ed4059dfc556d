package shop.handover.kit.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.handover.kit.money.CurrencyCode;

/// One thing to buy: a few files under one price per currency.
///
/// @param slug stands in URLs, lookup keys and sessions' metadata; never reused for another product
/// @param aliases former slugs; links and sessions that carry them stay good
/// @param retired no longer sold, still handed out to everyone who paid
/// @param name one line, at most 250 characters
/// @param summary one sentence for cards and mails
/// @param description Markdown
/// @param image a file name in the catalog's folder
/// @param socialImage what link previews show where they cannot show `image`: a file name of the same folder, PNG, JPEG
///     or WebP
/// @param upsells slugs of products offered after this one was bought
/// @param translations of summary and description, by language (ISO 639); the name is the same in all
public record Product(
        String slug,
        List<String> aliases,
        boolean retired,
        String name,
        String summary,
        String description,
        Optional<String> image,
        Optional<String> socialImage,
        List<Price> prices,
        List<ProductFile> files,
        List<String> upsells,
        Map<String, Told> translations) {

    /// What is told of a product in one language.
    public record Told(String summary, String description) {}

    /// Copies the lists.
    public Product {
        aliases = List.copyOf(aliases);
        prices = List.copyOf(prices);
        files = List.copyOf(files);
        upsells = List.copyOf(upsells);
        translations = Map.copyOf(translations);
    }

    /// The same product, told in another language where the shop has words in it.
    public Product in(String language) {
        var told = translations.get(language);
        return told == null
                ? this
                : new Product(
                        slug,
                        aliases,
                        retired,
                        name,
                        told.summary(),
                        told.description(),
                        image,
                        socialImage,
                        prices,
                        files,
                        upsells,
                        translations);
    }

    /// The price in one currency.
    public Optional<Price> price(CurrencyCode currency) {
        return prices.stream()
                .filter(price -> price.currency().equals(currency))
                .findFirst();
    }

    /// The price shown where the buyer chose no currency: the first of the catalog.
    public Price firstPrice() {
        return prices.getFirst();
    }

    /// One of the product's files by its name.
    public Optional<ProductFile> file(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }
}
