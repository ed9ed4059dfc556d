package shop.handover.checkout.sale;

import java.util.Map;
import java.util.Optional;
import shop.handover.kit.catalog.CheckoutOptions;
import shop.handover.kit.catalog.Price;
import shop.handover.kit.money.Money;

/// All that Stripe is told about a checkout to be opened.
///
/// @param price of the catalog; Stripe takes no discounts where the buyer chooses the amount
/// @param amount the buyer chose on our page; empty where the price is fixed or he chooses on Stripe's
/// @param locale as the client wrote it; what Stripe does not speak counts for nothing
/// @param metadata of the session and of its payment intent, sealed
/// @param idempotencyKey the same for the same plan, so that a repeat opens nothing new
public record SessionPlan(
        Price price,
        PriceAtStripe atStripe,
        Optional<Money> amount,
        Optional<String> email,
        Optional<String> locale,
        CheckoutOptions options,
        String successUrl,
        String cancelUrl,
        Map<String, String> metadata,
        String idempotencyKey) {

    /// Copies the metadata.
    public SessionPlan {
        metadata = Map.copyOf(metadata);
    }
}
