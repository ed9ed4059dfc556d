package shop.handover.fulfillment.mail;

import java.time.Instant;

/// A mail that belongs to no purchase.
public sealed interface Notice {

    /// To the owner: somebody withdrew from a contract we cannot find. A person has to look.
    record UnmatchedWithdrawal(Declaration declared) implements Notice {}

    /// To whoever declared it, at the address typed: it arrived, and a person will answer.
    ///
    /// @param locale of the page it was declared on
    record AcknowledgedWithdrawal(Declaration declared, String locale) implements Notice {}

    /// To the owner, at most once a day and only where something needs him.
    record DailySummary(Instant at, Needs needs) implements Notice {}

    /// What waits for a person.
    ///
    /// @param held payments that were taken and not fulfilled
    /// @param disputed payments with an open dispute
    /// @param withdrawn purchases withdrawn from and not wholly refunded
    /// @param failedMails given up in the last day
    /// @param deadLetters events put aside as unreadable in the last day
    /// @param unexplained differences the last look into the ledger found
    /// @param ledgerHours how long ago the ledger was last looked into with success; 0 where lately
    record Needs(
            long held,
            long disputed,
            long withdrawn,
            long failedMails,
            long deadLetters,
            long unexplained,
            long ledgerHours) {

        /// How many kinds of things wait.
        public int kinds() {
            var kinds = 0;
            for (var count :
                    new long[] {held, disputed, withdrawn, failedMails, deadLetters, unexplained, ledgerHours}) {
                kinds += count > 0 ? 1 : 0;
            }
            return kinds;
        }
    }

    /// What the shop calls its own template for it.
    default String template() {
        return switch (this) {
            case UnmatchedWithdrawal _ -> "withdrawal-unmatched";
            case AcknowledgedWithdrawal _ -> "withdrawal-acknowledged";
            case DailySummary _ -> "daily-summary";
        };
    }
}
