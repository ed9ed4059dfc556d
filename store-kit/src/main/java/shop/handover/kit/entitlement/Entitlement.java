package shop.handover.kit.entitlement;

import shop.handover.kit.entitlement.Standing.Dispute;

/// Whether a payment gives the file.
public sealed interface Entitlement {

    /// Hand it over.
    record Granted() implements Entitlement {}

    /// Not yet: the bank has not confirmed.
    record Waiting() implements Entitlement {}

    /// No, and why; the buyer may know.
    record Refused(Reason reason) implements Entitlement {}

    /// Why not, the weightiest first.
    enum Reason {
        /// Not a purchase of this shop.
        FOREIGN,
        /// Nobody paid.
        UNPAID,
        /// The delayed payment failed.
        FAILED,
        /// The session ended unpaid.
        EXPIRED,
        /// Refunded in full.
        REFUNDED,
        /// The buyer withdrew from the contract.
        WITHDRAWN,
        /// A dispute is open or was lost.
        DISPUTED,
        /// A person must look at the payment first.
        HELD,
        /// Taken back by hand.
        REVOKED
    }

    /// Decides, stores nothing. A partial refund leaves the file with the buyer; a won dispute gives it back.
    static Entitlement of(Standing standing) {
        if (!standing.ours()) {
            return new Refused(Reason.FOREIGN);
        }
        return switch (standing.payment()) {
            case OPEN -> new Refused(Reason.UNPAID);
            case PROCESSING -> new Waiting();
            case FAILED -> new Refused(Reason.FAILED);
            case EXPIRED -> new Refused(Reason.EXPIRED);
            case SETTLED -> ofSettled(standing);
        };
    }

    private static Entitlement ofSettled(Standing standing) {
        if (standing.paid() > 0 && standing.refunded() >= standing.paid()) {
            return new Refused(Reason.REFUNDED);
        }
        if (standing.withdrawn()) {
            return new Refused(Reason.WITHDRAWN);
        }
        if (standing.dispute() == Dispute.OPEN || standing.dispute() == Dispute.LOST) {
            return new Refused(Reason.DISPUTED);
        }
        if (standing.held()) {
            return new Refused(Reason.HELD);
        }
        return standing.revoked() ? new Refused(Reason.REVOKED) : new Granted();
    }
}
