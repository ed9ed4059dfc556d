package shop.handover.fulfillment.purchase;

/// Where a payment stands, in one word. The first four are of payments that are no purchase.
public enum Status {
    /// Nothing is known of its payment yet: only a refund or a dispute came so far.
    UNKNOWN,
    /// The bank has not confirmed.
    AWAITING,
    /// A delayed payment failed.
    FAILED,
    /// The session ended unpaid.
    EXPIRED,
    /// Paid, or nothing was due.
    PAID,
    /// Some of it was refunded; the files stay with the buyer.
    PARTIALLY_REFUNDED,
    /// All of it was refunded.
    REFUNDED,
    /// A dispute is open.
    DISPUTED,
    /// All disputes were decided for the shop.
    DISPUTE_WON,
    /// A dispute was decided for the buyer.
    DISPUTE_LOST,
    /// The buyer withdrew.
    WITHDRAWN,
    /// A person must look at it first.
    HELD,
    /// A person took it back.
    REVOKED;

    /// Whether there is a purchase.
    public boolean settled() {
        return compareTo(PAID) >= 0;
    }
}
