package shop.handover.fulfillment.purchase;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/// The purchases, for a person to look one up.
public interface Register {

    /// The purchase by that session (`cs_…`) or payment intent (`pi_…`).
    Uni<Optional<Entry>> find(String id);

    /// How many purchases wait for a person.
    Uni<Long> held();

    /// A purchase with all that is known of its payment.
    ///
    /// @param facts in the order they were recorded
    /// @param mails kind and state of each, in the order they were owed
    record Entry(String paymentKey, Sale sale, PurchaseState state, List<Fact> facts, List<String> mails) {}
}
