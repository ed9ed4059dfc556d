package shop.handover.fulfillment.purchase;

import java.time.Instant;

/// One thing that is so about a payment, told once per Stripe object and outcome. A fact never changes; what comes
/// later is another fact, and [PurchaseState] knows which of them has the last word.
///
/// @param object the Stripe object it is about: session, refund, charge or dispute
/// @param amount in minor units of the payment's currency; 0 where the kind has none
/// @param reason for a person to read; only of [Kind#HELD]
/// @param at when it happened, by Stripe's clock
public record Fact(Kind kind, String object, long amount, String reason, Instant at) {

    /// What can be so.
    public enum Kind {
        /// The buyer did his part, the bank has not: SEPA and other delayed methods.
        AWAITING,
        /// Paid, or nothing was due. The amount is what was paid.
        SETTLED,
        /// A delayed payment failed.
        FAILED,
        /// The session ended unpaid.
        EXPIRED,
        /// A refund was begun.
        REFUND_PENDING,
        /// A refund went through; it may still fail later.
        REFUND_SUCCEEDED,
        /// A refund failed or was cancelled, and counts for nothing.
        REFUND_FAILED,
        /// A charge told what was refunded of it so far, in all.
        CHARGE_REFUNDED,
        /// A bank disputes the payment. Inquiries are no disputes.
        DISPUTE_OPENED,
        /// A dispute was decided for the shop.
        DISPUTE_WON,
        /// A dispute was decided for the buyer.
        DISPUTE_LOST,
        /// A person must look at it first.
        HELD,
        /// A person looked and let it go.
        RELEASED,
        /// The buyer withdrew from the contract.
        WITHDRAWN,
        /// A person took it back.
        REVOKED
    }

    /// Refuses negative amounts.
    public Fact {
        if (amount < 0) {
            throw new IllegalArgumentException("a fact's amount is not negative: " + amount);
        }
    }

    /// A fact without amount and reason.
    public static Fact of(Kind kind, String object, Instant at) {
        return new Fact(kind, object, 0, "", at);
    }

    /// A fact about an amount.
    public static Fact of(Kind kind, String object, long amount, Instant at) {
        return new Fact(kind, object, amount, "", at);
    }

    /// The fact that a person must look first.
    public static Fact held(String checkout, String reason, Instant at) {
        return new Fact(Kind.HELD, checkout, 0, reason, at);
    }
}
