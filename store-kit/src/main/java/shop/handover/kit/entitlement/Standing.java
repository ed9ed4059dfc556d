package shop.handover.kit.entitlement;

/// All that decides about a purchase's files, folded from facts by fulfillment or read from Stripe by download-service.
///
/// @param ours shop, mode and product are ours and the seal holds
/// @param paid in minor units; 0 where nothing was due
/// @param refunded in minor units, failed refunds left out
/// @param withdrawn the buyer withdrew from the contract
/// @param held a person must look at it first
/// @param revoked a person took it back
public record Standing(
        boolean ours,
        Payment payment,
        long paid,
        long refunded,
        Dispute dispute,
        boolean withdrawn,
        boolean held,
        boolean revoked) {

    /// How far the payment is.
    public enum Payment {
        /// The session is open: nobody paid yet.
        OPEN,
        /// The buyer did his part, the bank has not: SEPA and other delayed methods.
        PROCESSING,
        /// Paid, or nothing was due.
        SETTLED,
        /// A delayed payment failed.
        FAILED,
        /// The session ended unpaid.
        EXPIRED
    }

    /// The worst of the payment's disputes. An inquiry (`warning_*`) is none.
    public enum Dispute {
        /// None.
        NONE,
        /// The bank has not decided.
        OPEN,
        /// Decided for the shop.
        WON,
        /// Decided for the buyer.
        LOST
    }

    /// A settled purchase of ours that nothing has happened to since.
    public static Standing settled(long paid) {
        return new Standing(true, Payment.SETTLED, paid, 0, Dispute.NONE, false, false, false);
    }
}
