package shop.handover.kit.event;

import java.util.List;
import java.util.Set;

/// The types of Stripe events this shop acts on; the endpoint is registered for exactly these.
///
/// @see <a href="https://docs.stripe.com/api/events/types">Stripe: types of events</a>
public final class EventTypes {

    /// In the order of a purchase's life.
    public static final List<String> HANDLED = List.of(
            "checkout.session.completed",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "checkout.session.expired",
            "charge.refunded",
            "refund.created",
            "refund.updated",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "charge.dispute.funds_reinstated");

    private static final Set<String> KNOWN = Set.copyOf(HANDLED);

    private EventTypes() {}

    /// Whether events of this type are published and acted on.
    public static boolean handled(String type) {
        return KNOWN.contains(type);
    }
}
