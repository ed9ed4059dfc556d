package shop.handover.kit.catalog;

import java.util.List;
import java.util.Optional;

/// Who sells.
///
/// @param id prefix of lookup keys and value of `metadata.shop`; lower-case letters, digits and dashes; never
///     changed once something was sold
/// @param tagline the headline of the store page
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
        fonts = List.copyOf(fonts);
        origins = List.copyOf(origins);
    }

    /// The same shop, its owner reading another language.
    public Shop speaking(String other) {
        return new Shop(id, name, tagline, support, owner, other, accent, logo, fonts, links, origins);
    }

    /// A font of the shop's own.
    ///
    /// @param file in WOFF2
    /// @param weight of CSS: `400`, or `100 900` for a variable font
    public record Font(String file, String weight) {}

    /// Where the law wants the shop's own pages; absent ones are left out of the foot.
    public record LegalLinks(Optional<String> imprint, Optional<String> privacy, Optional<String> terms) {}
}
