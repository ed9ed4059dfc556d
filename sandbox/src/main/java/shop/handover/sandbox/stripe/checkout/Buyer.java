package shop.handover.sandbox.stripe.checkout;

import java.util.Map;
import java.util.Optional;

/// What the buyer fills in beside card or account.
///
/// @param email empty where the session or its customer has one already
/// @param name on the card
/// @param country two letters
/// @param answers to the shop's own questions, by key
public record Buyer(
        Optional<String> email,
        Optional<String> name,
        Optional<String> country,
        Optional<String> postalCode,
        Map<String, String> answers) {

    public static Buyer of(String email) {
        return new Buyer(
                Optional.of(email), Optional.of("Test Buyer"), Optional.of("DE"), Optional.of("10115"), Map.of());
    }
}
