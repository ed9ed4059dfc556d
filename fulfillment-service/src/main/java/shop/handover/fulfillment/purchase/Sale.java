package shop.handover.fulfillment.purchase;

import java.time.Instant;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;
import shop.handover.kit.stripe.CheckoutId;

/// What was sold to whom for how much, as the signed session says. Exists only once it is paid.
///
/// @param productName as sold, also where the catalog calls it otherwise by now
/// @param tax contained in the total or added to it, as Stripe computed it
/// @param consent what the buyer agreed to; empty where the shop asks for none
/// @param traceparent of the checkout it began with; empty where unknown
public record Sale(
        CheckoutId checkout,
        String shop,
        String productSlug,
        String productName,
        Buyer buyer,
        Money subtotal,
        long tax,
        Money total,
        boolean livemode,
        Instant paidAt,
        String consent,
        String traceparent) {

    /// Who bought, as typed on Stripe's page and therefore not to be trusted.
    ///
    /// @param email where the mail goes; empty where Stripe asked for none
    /// @param name empty where Stripe asked for none
    /// @param country ISO 3166 code; empty where Stripe asked for none
    /// @param locale `de`, `en-GB`, …; empty where the buyer's browser decided
    public record Buyer(String email, String name, String country, String locale) {

        /// Keeps personal data out of logs.
        @Override
        public String toString() {
            return "Buyer[…]";
        }
    }

    /// The currency it was paid in.
    public CurrencyCode currency() {
        return total.currency();
    }
}
