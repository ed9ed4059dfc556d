package shop.handover.checkout.http;

import java.util.Optional;
import shop.handover.checkout.sale.Refusal;
import shop.handover.kit.catalog.CheckoutOptions.Consent;

/// The state of a product page's form: what was typed, and what is wrong with it.
///
/// @param email as typed before
/// @param amount as typed before; empty: the suggestion stands in the field
/// @param why the form came back; empty at first
/// @param consent to be asked for
/// @param consentMissing whether the buyer was sent back for it
/// @param consentText in the page's language
record ProductForm(
        String email,
        String amount,
        Optional<Refusal> why,
        Optional<Consent> consent,
        boolean consentMissing,
        String consentText) {

    static ProductForm of(Optional<Consent> consent, boolean consentMissing, String language) {
        return new ProductForm(
                "", "", Optional.empty(), consent, consentMissing && consent.isPresent(), text(consent, language));
    }

    ProductForm again(String typedEmail, String typedAmount, Refusal reason) {
        return new ProductForm(typedEmail, typedAmount, Optional.of(reason), consent, consentMissing, consentText);
    }

    /// Whether the address was no address.
    public boolean emailRefused() {
        return why.equals(Optional.of(Refusal.MALFORMED_EMAIL));
    }

    /// Whether the amount was none.
    public boolean amountRefused() {
        return why.equals(Optional.of(Refusal.MALFORMED_AMOUNT)) || amountLow();
    }

    /// Whether the amount was too low.
    public boolean amountLow() {
        return why.equals(Optional.of(Refusal.AMOUNT_TOO_LOW));
    }

    private static String text(Optional<Consent> consent, String language) {
        return consent.map(demanded -> demanded.in(language)).orElse("");
    }
}
