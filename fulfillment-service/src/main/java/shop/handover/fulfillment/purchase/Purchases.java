package shop.handover.fulfillment.purchase;

import io.smallrye.mutiny.Uni;
import java.util.List;
import shop.handover.fulfillment.purchase.Heard.News;

/// The one door through which facts become purchases, for the consumer, the ledger and the operator alike.
public interface Purchases {

    /// Facts, purchases, owed mails and the states to tell on: all of it or nothing. Safe to repeat; two callers with
    /// one payment wait for each other.
    ///
    /// Fails with [Unstorable] where the news itself cannot be stored; any other failure will pass.
    Uni<Recorded> record(List<News> news, Mails mails);

    /// The same, with the mails that follow.
    default Uni<Recorded> record(List<News> news) {
        return record(news, Mails.OWED);
    }

    /// What becomes of the mails that the news calls for.
    enum Mails {
        /// They go out, however late.
        OWED,
        /// They went out before the database lost its memory; they are noted and never sent again.
        SENT_BEFORE
    }

    /// What came of it.
    ///
    /// @param purchases session ids of those that did not exist before
    /// @param changed session ids of those that existed and are another thing now
    /// @param duplicates events that had been heard before
    /// @param mails that are owed now and were not before
    record Recorded(List<String> purchases, List<String> changed, int duplicates, int mails) {

        /// The sum of both.
        public Recorded plus(Recorded other) {
            return new Recorded(
                    joined(purchases, other.purchases),
                    joined(changed, other.changed),
                    duplicates + other.duplicates,
                    mails + other.mails);
        }

        private static List<String> joined(List<String> one, List<String> other) {
            var all = new java.util.ArrayList<>(one);
            all.addAll(other);
            return all;
        }
    }

    /// The news holds a text the database cannot keep. The same news fails the same way for ever.
    final class Unstorable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /// @param cause says which rule it broke
        public Unstorable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
