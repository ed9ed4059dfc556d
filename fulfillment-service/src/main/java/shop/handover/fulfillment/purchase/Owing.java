package shop.handover.fulfillment.purchase;

import java.util.ArrayList;
import java.util.List;
import shop.handover.fulfillment.mail.MailKind;

/// Which mails a purchase calls for as it stands. Pure; a mail is owed once per kind and sequence, however often it is
/// called for.
public final class Owing {

    private Owing() {}

    /// A mail to be owed.
    ///
    /// @param sequence tells repeats of a kind apart: for refunds, the sum refunded so far
    public record Owed(MailKind kind, long sequence) {}

    /// @param known whether the purchase was there before: one that was refunded before we heard of it is mailed to
    ///     nobody
    public static List<Owed> by(PurchaseState state, boolean known) {
        var owed = new ArrayList<Owed>();
        if (state.entitled()) {
            owed.add(new Owed(MailKind.CONFIRMATION, 1));
            owed.add(new Owed(MailKind.SALE, 1));
        }
        if (state.status() == Status.HELD) {
            owed.add(new Owed(MailKind.HELD_NOTICE, 1));
        }
        if (state.status() == Status.DISPUTED) {
            owed.add(new Owed(MailKind.DISPUTE_NOTICE, 1));
        }
        if (known && state.refunded() > 0) {
            owed.add(new Owed(MailKind.REFUNDED, state.refunded()));
            owed.add(new Owed(MailKind.REFUND_NOTICE, state.refunded()));
        }
        return owed;
    }
}
