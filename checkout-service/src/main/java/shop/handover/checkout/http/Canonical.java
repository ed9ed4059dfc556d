package shop.handover.checkout.http;

import java.util.List;
import java.util.stream.Stream;
import shop.handover.page.Storefront;

/// Where search engines find a page: at one address for each language, and at one that speaks as the browser asks.
///
/// @param address the one this answer is kept under
/// @param others all of them, this one too
/// @see <a href="https://developers.google.com/search/docs/specialty/international/localized-versions">Google:
/// localized versions</a>
record Canonical(String address, List<Alternate> others) {

    /// @param language ISO 639 code, or `x-default`
    record Alternate(String language, String href) {}

    /// @param asked `lang` of the request; what we do not speak, and `null`, is the address without it
    static Canonical of(Storefront front, String path, String asked) {
        var plain = front.publicUrl() + path;
        var others = Stream.concat(
                        front.languages().all().stream()
                                .map(language -> new Alternate(language.code(), plain + "?lang=" + language.code())),
                        Stream.of(new Alternate("x-default", plain)))
                .toList();
        var address = others.stream()
                .filter(other -> other.language().equals(asked))
                .map(Alternate::href)
                .findFirst()
                .orElse(plain);
        return new Canonical(address, others);
    }
}
