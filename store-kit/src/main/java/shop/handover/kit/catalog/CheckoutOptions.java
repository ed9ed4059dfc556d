package shop.handover.kit.catalog;

import java.util.Map;
import java.util.Optional;

/// What the shop wants of every Checkout Session.
///
/// @see <a href="https://docs.stripe.com/api/checkout/sessions/create">Stripe: create a Checkout Session</a>
public record CheckoutOptions(
        boolean promotionCodes,
        boolean automaticTax,
        boolean taxIdCollection,
        boolean invoiceCreation,
        Optional<Consent> consent) {

    /// The buyer's wish to be served at once and knowledge that the right of withdrawal ends with it, taken on our own
    /// page before Stripe's. The shop answers for its wording.
    ///
    /// @param version names the wording; kept with every purchase
    /// @param text by language (ISO 639); never empty
    public record Consent(String version, Map<String, String> text) {

        /// Copies the texts and refuses a consent without any.
        public Consent {
            text = Map.copyOf(text);
            if (text.isEmpty()) {
                throw new IllegalArgumentException("a consent needs a text");
            }
        }

        /// The wording in the asked language, else in English, else in any.
        public String in(String language) {
            return Optional.ofNullable(text.get(language))
                    .or(() -> Optional.ofNullable(text.get("en")))
                    .orElseGet(() -> text.entrySet().stream()
                            .min(Map.Entry.comparingByKey())
                            .orElseThrow()
                            .getValue());
        }
    }
}
