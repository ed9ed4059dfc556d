package shop.handover.fulfillment.purchase;

import shop.handover.fulfillment.purchase.Purchases.Recorded;

/// Wakes whoever has work now: a buyer should not wait for the next round. Nothing is lost where nobody hears it.
public interface Bell {

    /// Rings after the transaction is committed.
    void ring(Recorded recorded);
}
