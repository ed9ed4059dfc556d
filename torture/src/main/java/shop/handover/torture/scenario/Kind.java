package shop.handover.torture.scenario;

/// What becomes of one checkout, and how often that is so: the shares are of a thousand and add up to it.
public enum Kind {
    PAID(800),
    PARTLY_REFUNDED(10),
    REFUND_THAT_FAILS(10),
    PAID_LATER(25),
    FAILED_LATER(25),
    EXPIRED(25),
    ABANDONED(25),
    /// Both told of, the refund first.
    REFUNDED_FIRST(25),
    REFUNDED_AFTER(20),
    REFUNDED_IN_HALVES(5),
    FREE(20),
    DISPUTED(3),
    DISPUTE_WON(4),
    DISPUTE_LOST(3);

    private final int share;

    Kind(int share) {
        this.share = share;
    }

    int share() {
        return share;
    }

    /// Whether Stripe tells of a refund or dispute before the payment itself.
    public boolean bankFirst() {
        return this == REFUNDED_FIRST;
    }

    /// Whether the mail has time to go out before Stripe tells of the refund.
    public boolean bankLater() {
        return this == REFUNDED_AFTER || this == REFUNDED_IN_HALVES;
    }
}
