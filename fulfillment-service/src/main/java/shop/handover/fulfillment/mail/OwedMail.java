package shop.handover.fulfillment.mail;

import java.time.Instant;
import shop.handover.fulfillment.purchase.PurchaseState;
import shop.handover.fulfillment.purchase.Sale;

/// A mail that is owed and, for the time of a lease, ours to send.
///
/// @param sequence tells repeats of a kind apart
/// @param detail what the kind needs to know beyond the purchase; may be empty
/// @param attempts this one included, counted from 1
/// @param inDoubt whether an earlier try got no answer: then it may have arrived already
/// @param state of the purchase at the moment of the lease
public record OwedMail(
        long id,
        MailKind kind,
        long sequence,
        String detail,
        int attempts,
        boolean inDoubt,
        Instant owedAt,
        Sale sale,
        PurchaseState state) {

    /// Whether what the mail says is still true.
    public boolean stillTrue() {
        return !kind.needsEntitlement() || state.entitled();
    }
}
