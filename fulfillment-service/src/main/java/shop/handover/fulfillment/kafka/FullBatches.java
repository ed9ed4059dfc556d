package shop.handover.fulfillment.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import shop.handover.fulfillment.mail.Rush;

/// A consumer that keeps up finds a few records at a time; one that is behind finds batches full of them.
@ApplicationScoped
class FullBatches implements Rush {

    private static final int MANY = 200;
    private static final Duration LATELY = Duration.ofSeconds(2);

    private final Clock clock;
    private volatile Instant last = Instant.MIN;

    FullBatches(Clock clock) {
        this.clock = clock;
    }

    /// A batch came.
    void came(int records) {
        if (records >= MANY) {
            last = clock.instant();
        }
    }

    @Override
    public boolean on() {
        return last.isAfter(clock.instant().minus(LATELY));
    }
}
