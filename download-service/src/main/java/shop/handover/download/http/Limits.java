package shop.handover.download.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import shop.handover.download.DownloadConfig;

/// How often mails may be asked for: by one client, and by all together. Counted per replica. The map of clients is
/// bounded; a client pushed out of it starts anew, the limit on all together holds in any case.
@ApplicationScoped
class Limits {

    private static final int MOST_CLIENTS = 100_000;
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final int perClient;
    private final Bucket all;
    private final Cache<String, Bucket> clients = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(PERIOD.multipliedBy(2))
            .build();

    Limits(DownloadConfig config) {
        this.perClient = config.requestsPerClient();
        this.all = bucket(config.requestsPerSecond(), Duration.ofSeconds(1));
    }

    /// When this client may ask again; empty: now, and it is counted.
    Optional<Duration> untilRequest(String client) {
        return until(clients.get(client, _ -> bucket(perClient, PERIOD))).or(() -> until(all));
    }

    private static Optional<Duration> until(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
    }

    private static Bucket bucket(int most, Duration period) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, period))
                .build();
    }
}
