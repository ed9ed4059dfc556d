package shop.handover.fulfillment.purchase;

import java.util.List;
import java.util.Optional;

/// What a record on topic `stripe-events` turns out to be.
public sealed interface Heard {

    /// Stripe's word about a payment that may be ours.
    ///
    /// @param paymentKey payment intent, else session: what keeps a payment's writers in line
    /// @param facts never empty
    /// @param sale of a session that is paid
    /// @param doubt why the amount is not the price's; then the price is asked for before anything is recorded
    record News(
            String eventId,
            String eventType,
            String paymentKey,
            List<Fact> facts,
            Optional<Sale> sale,
            Optional<Doubt> doubt)
            implements Heard {

        /// Copies the facts.
        public News {
            facts = List.copyOf(facts);
        }

        /// The same with one more fact and no doubt.
        public News with(Fact fact) {
            var more = new java.util.ArrayList<>(facts);
            more.add(fact);
            return new News(eventId, eventType, paymentKey, more, sale, Optional.empty());
        }

        /// The same, the doubt dispelled.
        public News trusted() {
            return new News(eventId, eventType, paymentKey, facts, sale, Optional.empty());
        }
    }

    /// An amount that does not agree with its price, as far as the catalog and the metadata know.
    ///
    /// @param priceId of the sealed metadata
    /// @param reason for a person to read
    record Doubt(String priceId, String reason) {}

    /// Stripe's, but none of our business: another shop's, another mode's, or without our seal. Counted, left alone.
    record Foreign(String why) implements Heard {}

    /// Nothing that could ever be understood, or not Stripe's at all.
    record Unreadable(String why) implements Heard {}
}
