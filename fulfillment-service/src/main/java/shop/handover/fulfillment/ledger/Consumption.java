package shop.handover.fulfillment.ledger;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/// How far behind the consumer of Stripe's events is.
public interface Consumption {

    /// When the oldest event that waits to be consumed was put on Kafka; empty where none waits.
    Uni<Optional<Instant>> waitingSince();
}
