package shop.handover.fulfillment.mail;

import java.time.Instant;
import java.util.Optional;
import shop.handover.fulfillment.purchase.PurchaseState;
import shop.handover.fulfillment.purchase.Sale;
import shop.handover.kit.stripe.CheckoutId;

/// A mail that is owed and, for the time of a lease, ours to send.
///
/// @param sequence tells repeats of a kind apart
/// @param detail what the kind needs to know beyond the purchase; may be empty
/// @param attempts this one included, counted from 1
/// @param inDoubt whether an earlier try got no answer: then it may have arrived already
/// @param checkout what it is about
/// @param sold what was sold; empty for a payment that failed, of which nothing is kept
/// @param state of the purchase at the moment of the lease
public record OwedMail(
        long id,
        MailKind kind,
        long sequence,
        String detail,
        int attempts,
        boolean inDoubt,
        Instant owedAt,
        CheckoutId checkout,
        Optional<Sale> sold,
        PurchaseState state) {

    /// A mail of a purchase.
    public OwedMail(
            long id,
            MailKind kind,
            long sequence,
            String detail,
            int attempts,
            boolean inDoubt,
            Instant owedAt,
            Sale sale,
            PurchaseState state) {
        this(id, kind, sequence, detail, attempts, inDoubt, owedAt, sale.checkout(), Optional.of(sale), state);
    }

    /// What was sold, or was to be.
    ///
    /// @throws java.util.NoSuchElementException where that was not asked for yet
    public Sale sale() {
        return sold.orElseThrow();
    }

    /// The same, knowing what was to be sold.
    OwedMail of(Sale unsold) {
        return new OwedMail(id, kind, sequence, detail, attempts, inDoubt, owedAt, unsold, state);
    }

    /// Whether what the mail says is still true.
    public boolean stillTrue() {
        return !kind.needsEntitlement() || state.entitled();
    }
}
