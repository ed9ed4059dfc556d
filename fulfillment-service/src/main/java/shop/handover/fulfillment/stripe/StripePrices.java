package shop.handover.fulfillment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.LineItem;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionRetrieveParams;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import shop.handover.fulfillment.purchase.Prices;
import shop.handover.kit.stripe.CheckoutId;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.kit.stripe.StripeRefused;

/// Asks Stripe for a session's line items. One call, and only where amount and price do not agree.
///
/// @see <a href="https://docs.stripe.com/api/checkout/sessions/line_items">Stripe: a session's line items</a>
@ApplicationScoped
class StripePrices implements Prices {

    private final StripeGateway stripe;

    StripePrices(StripeGateway stripe) {
        this.stripe = stripe;
    }

    @Override
    public Uni<Finding> look(CheckoutId checkout, String priceId) {
        return stripe.ask(client -> session(client, checkout))
                .map(session -> judge(session, priceId))
                .onFailure(StripeRefused.class)
                .recoverWithItem(_ -> new Finding.Disagrees("Stripe does not show the session to us"));
    }

    private static Session session(StripeClient client, CheckoutId checkout) throws StripeException {
        var params = SessionRetrieveParams.builder().addExpand("line_items").build();
        return client.v1().checkout().sessions().retrieve(checkout.value(), params);
    }

    private static Finding judge(Session session, String priceId) {
        var items =
                session.getLineItems() == null ? null : session.getLineItems().getData();
        if (items == null || items.size() != 1) {
            return new Finding.Disagrees("the session has not exactly one line item");
        }
        var item = items.getFirst();
        if (item.getPrice() == null || !priceId.equals(item.getPrice().getId())) {
            return new Finding.Disagrees("what was sold has another price than the one we offered");
        }
        return agrees(item, session)
                ? new Finding.Agrees()
                : new Finding.Disagrees("the amount is not the price's, or the quantity is not one");
    }

    private static boolean agrees(LineItem item, Session session) {
        var price = item.getPrice();
        var one = item.getQuantity() != null && item.getQuantity() == 1;
        var currency = session.getCurrency() != null && session.getCurrency().equals(price.getCurrency());
        var subtotal = session.getAmountSubtotal() == null ? -1 : session.getAmountSubtotal();
        if (price.getCustomUnitAmount() != null) {
            var minimum = price.getCustomUnitAmount().getMinimum();
            return one && currency && subtotal >= (minimum == null ? 0 : minimum);
        }
        return one && currency && price.getUnitAmount() != null && price.getUnitAmount() == subtotal;
    }
}
