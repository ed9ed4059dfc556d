package shop.handover.fulfillment.purchase;

import io.smallrye.mutiny.Uni;
import shop.handover.kit.stripe.CheckoutId;

/// What Stripe itself says was bought, asked only where amount and price do not agree.
public interface Prices {

    /// Whether the session's only line item is one piece of that price, at the price's amount.
    ///
    /// Fails where Stripe cannot be reached: that will pass.
    Uni<Finding> look(CheckoutId checkout, String priceId);

    /// What was found.
    sealed interface Finding {

        /// Price and amount agree.
        record Agrees() implements Finding {}

        /// They do not, or there is no such session.
        ///
        /// @param why for a person to read, without personal data
        record Disagrees(String why) implements Finding {}
    }
}
