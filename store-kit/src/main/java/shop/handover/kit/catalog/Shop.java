package shop.handover.kit.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who sells.
///
/// @param id prefix of lookup keys and value of `metadata.shop`; lower-case letters, digits and dashes; never
///     changed once something was sold
/// @param tagline the headline of the store page
/// @param taglines the same in other languages, by language (ISO 639)
/// @param support the address buyers may write to; mails to buyers carry it as Reply-To
/// @param owner where notices of sales and troubles go
/// @param language ISO 639 code of the shop's own language, used where the buyer's is not known
/// @param accent one colour, `#rrggbb`
/// @param logo a square picture in the catalog's folder, shown beside the name; absent: a mark in the accent
/// @param fonts in the catalog's folder, in which pages are set; empty: the reader's own
/// @param origins web origins (`https://www.shop.example`) whose pages may start a checkout
public record Shop(
        String id,
        String name,
        String tagline,
        Map<String, String> taglines,
        String support,
        String owner,
        String language,
        String accent,
        Optional<String> logo,
        List<Font> fonts,
        LegalLinks links,
        List<String> origins) {

    /// Copies the lists.
    public Shop {
        taglines = Map.copyOf(taglines);
        fonts = List.copyOf(fonts);
        origins = List.copyOf(origins);
    }

    /// The headline of the store page in one language; in the shop's own where there is no other.
    public String tagline(String asked) {
        return taglines.getOrDefault(asked, tagline);
    }

    /// The language in which that headline is.
    public String taglineLanguage(String asked) {
        return taglines.containsKey(asked) ? asked : language;
    }

    /// The same shop, its owner reading another language.
    public Shop speaking(String other) {
        return new Shop(id, name, tagline, taglines, support, owner, other, accent, logo, fonts, links, origins);
    }

    /// A font of the shop's own.
    ///
    /// @param file in WOFF2
    /// @param weight of CSS: `400`, or `100 900` for a variable font
    public record Font(String file, String weight) {}

    /// Where the law wants the shop's own pages; absent ones are left out of the foot.
    public record LegalLinks(Optional<String> imprint, Optional<String> privacy, Optional<String> terms) {}
}
