package shop.handover.kit.catalog;

import java.util.List;
import java.util.Optional;

/// Who sells.
///
/// @param id prefix of lookup keys and value of `metadata.shop`; lower-case letters, digits and dashes; never changed
///     once something was sold
/// @param tagline the headline of the store page
/// @param support the address buyers may write to; mails to buyers carry it as Reply-To
/// @param owner where notices of sales and troubles go
/// @param language ISO 639 code of the shop's own language, used where the buyer's is not known
/// @param accent one colour, `#rrggbb`
/// @param origins web origins (`https://www.shop.example`) whose pages may start a checkout
public record Shop(
        String id,
        String name,
        String tagline,
        String support,
        String owner,
        String language,
        String accent,
        LegalLinks links,
        List<String> origins) {

    /// Copies the list of origins.
    public Shop {
        origins = List.copyOf(origins);
    }

    /// Where the law wants the shop's own pages; absent ones are left out of the foot.
    public record LegalLinks(Optional<String> imprint, Optional<String> privacy, Optional<String> terms) {}
}
