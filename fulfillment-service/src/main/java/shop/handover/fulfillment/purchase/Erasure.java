package shop.handover.fulfillment.purchase;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/// Forgets buyers.
public interface Erasure {

    /// Takes the buyer out of a payment's purchases: address, name, what his mails repeat, what he downloaded, and
    /// what was declared under his address. Amounts, country and Stripe's ids stay for the books. Mails to him that
    /// are owed are withheld for good, and topic `purchases` forgets the purchase. Safe to repeat, and safe
    /// against whatever Kafka tells again.
    ///
    /// @return whether there was somebody to forget
    Uni<Boolean> erase(String paymentKey);

    /// Forgets what mails repeat, mails that belong to no purchase, and ids of events, that are older than that.
    /// Some at a time; to be called again.
    Uni<Void> tidy(Instant before);
}
