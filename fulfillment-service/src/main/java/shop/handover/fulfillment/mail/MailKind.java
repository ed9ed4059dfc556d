package shop.handover.fulfillment.mail;

import java.util.Locale;

/// The mails that a purchase owes.
public enum MailKind {
    /// To the buyer: what was bought, and the link.
    CONFIRMATION,
    /// To the owner: a sale.
    SALE,
    /// To the buyer: money is on its way back.
    REFUNDED,
    /// To the owner: the same.
    REFUND_NOTICE,
    /// To the owner: a bank disputes a payment.
    DISPUTE_NOTICE,
    /// To the owner: a payment that a person must look at.
    HELD_NOTICE,
    /// To the owner: a mail that cannot be delivered.
    BOUNCE_NOTICE,
    /// To the buyer: a fresh link.
    FRESH_LINK,
    /// To the buyer: a withdrawal arrived.
    WITHDRAWAL_RECEIVED,
    /// To the owner: the same.
    WITHDRAWAL_NOTICE,
    /// To the buyer: a delayed payment failed; there is nothing to download and nothing was charged.
    PAYMENT_FAILED;

    /// What the shop calls its own template for it: `confirmation`, `refund-notice`.
    public String template() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether it goes to the buyer.
    public boolean toBuyer() {
        return switch (this) {
            case CONFIRMATION, REFUNDED, FRESH_LINK, WITHDRAWAL_RECEIVED, PAYMENT_FAILED -> true;
            case SALE, REFUND_NOTICE, DISPUTE_NOTICE, HELD_NOTICE, BOUNCE_NOTICE, WITHDRAWAL_NOTICE -> false;
        };
    }

    /// Whether it is true only as long as the files may be handed out.
    public boolean needsEntitlement() {
        return this == CONFIRMATION || this == FRESH_LINK || this == SALE;
    }
}
