package shop.handover.fulfillment.tell;

import java.util.Optional;
import shop.handover.kit.event.PurchaseState;

/// What there is to tell of a purchase.
///
/// @param state its whole state; empty where it is to be forgotten
public record Telling(String session, Optional<PurchaseState> state) {

    /// A purchase as it stands now.
    public static Telling of(PurchaseState state) {
        return new Telling(state.session(), Optional.of(state));
    }

    /// A purchase that nobody is to remember.
    public static Telling forgotten(String session) {
        return new Telling(session, Optional.empty());
    }
}
