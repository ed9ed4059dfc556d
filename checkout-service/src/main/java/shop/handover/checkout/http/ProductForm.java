package shop.handover.checkout.http;

import java.util.Optional;
import shop.handover.kit.catalog.CheckoutOptions.Consent;

/// The state of a product page's form: what was typed, and what is wrong with it.
///
/// @param email as typed before
/// @param emailRefused whether it was no address
/// @param consent to be asked for
/// @param consentMissing whether the buyer was sent back for it
/// @param consentText in the page's language
record ProductForm(
        String email, boolean emailRefused, Optional<Consent> consent, boolean consentMissing, String consentText) {

    static ProductForm of(Optional<Consent> consent, boolean consentMissing, String language) {
        return new ProductForm("", false, consent, consentMissing && consent.isPresent(), text(consent, language));
    }

    ProductForm withRefusedEmail(String typed) {
        return new ProductForm(typed, true, consent, consentMissing, consentText);
    }

    private static String text(Optional<Consent> consent, String language) {
        return consent.map(demanded -> demanded.in(language)).orElse("");
    }
}
