package shop.handover.kit.event;

import java.time.Duration;
import java.util.Map;

/// The topics of the house. They are created on purpose, never by a first message: an automatic topic would have the
/// broker's defaults where money wants ours.
public enum Topic {
    /// Events exactly as Stripe signed them.
    STRIPE_EVENTS("stripe-events", 12, Duration.ofDays(7)),
    /// What could not be read, as it came, and why.
    STRIPE_EVENTS_DEAD("stripe-events-dead", 3, Duration.ofDays(7)),
    /// The whole state of each purchase, without personal data; the last word per key is kept for ever.
    PURCHASES("purchases", 12, Duration.ZERO),
    /// What buyers ask for: a fresh link, a lost download, a withdrawal.
    REQUESTS("requests", 3, Duration.ofDays(7)),
    /// What was handed out.
    DOWNLOADS("downloads", 3, Duration.ofDays(30));

    private final String title;
    private final int partitions;
    private final Duration keep;

    Topic(String title, int partitions, Duration keep) {
        this.title = title;
        this.partitions = partitions;
        this.keep = keep;
    }

    /// Its name on the broker.
    public String title() {
        return title;
    }

    /// How many consumers of one group can share the work.
    public int partitions() {
        return partitions;
    }

    /// Its settings on the broker; the replication factor is the installation's. A dead letter is larger than what
    /// died, by the reason: were there no room for it, the largest record would be tried for ever.
    public Map<String, String> settings() {
        return switch (this) {
            case PURCHASES -> Map.of("cleanup.policy", "compact");
            case STRIPE_EVENTS_DEAD ->
                Map.of("cleanup.policy", "delete", "retention.ms", retention(), "max.message.bytes", "2097152");
            case STRIPE_EVENTS, REQUESTS, DOWNLOADS -> Map.of("cleanup.policy", "delete", "retention.ms", retention());
        };
    }

    private String retention() {
        return Long.toString(keep.toMillis());
    }
}
