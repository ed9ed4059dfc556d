package shop.handover.checkout.sale;

import java.util.Optional;

/// What a buyer asks for, as it came: nothing in it is trusted, and nothing else of a request counts.
///
/// @param productSlug one of the catalog's slugs or aliases
/// @param priceId a Stripe price of that product
/// @param currency ISO code in any case
/// @param amount that the buyer chose, as typed; counts where he may choose
/// @param email to be filled in on the payment page
/// @param locale of the payment page, and of the consent's wording
/// @param consent the version of the wording that the buyer agreed to
/// @param clientKey what makes a repeat of the request the same checkout
public record Wish(
        Optional<String> productSlug,
        Optional<String> priceId,
        Optional<String> currency,
        Optional<String> amount,
        Optional<String> email,
        Optional<String> locale,
        Optional<String> consent,
        Optional<String> clientKey) {

    /// A wish for a product and nothing more.
    public static Wish forProduct(String slug) {
        return new Wish(
                Optional.of(slug),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same, with a locale where none was named.
    public Wish orSpokenIn(Optional<String> other) {
        return new Wish(productSlug, priceId, currency, amount, email, locale.or(() -> other), consent, clientKey);
    }

    /// The two letters of the language wished for; `en` where none is.
    String language() {
        return locale.filter(wanted -> wanted.matches("[a-z]{2}(-[A-Za-z0-9]{2,8})?"))
                .map(wanted -> wanted.substring(0, 2))
                .orElse("en");
    }
}
