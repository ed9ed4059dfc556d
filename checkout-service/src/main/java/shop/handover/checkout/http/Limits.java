package shop.handover.checkout.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import shop.handover.checkout.CheckoutConfig;

/// How often things may be started: by one client, and by all together. Counted per replica. The map of clients is
/// bounded; a client pushed out of it starts anew, the limit on all together holds in any case.
@ApplicationScoped
class Limits {

    private static final int MOST_CLIENTS = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int WITHDRAWALS_PER_CLIENT = 10;
    private static final int REPORTS_PER_SECOND = 50;

    private final int perClient;
    private final Bucket all;
    private final Bucket reports = perSecond(REPORTS_PER_SECOND);
    private final Cache<String, Bucket> clients = clients();
    private final Cache<String, Bucket> withdrawing = clients();

    Limits(CheckoutConfig config) {
        this.perClient = config.startsPerClientAndMinute();
        this.all = perSecond(config.startsPerSecond());
    }

    /// When this client may start a checkout again; empty: now, and it is counted.
    Optional<Duration> untilCheckout(String client) {
        return until(clients.get(client, _ -> perMinute(perClient))).or(() -> until(all));
    }

    /// When this client may declare a withdrawal again; empty: now, and it is counted.
    Optional<Duration> untilWithdrawal(String client) {
        return until(withdrawing.get(client, _ -> perMinute(WITHDRAWALS_PER_CLIENT)));
    }

    /// Whether one more report of a browser is counted.
    boolean takesReport() {
        return reports.tryConsume(1);
    }

    private static Optional<Duration> until(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
    }

    private static Bucket perMinute(int most) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, MINUTE))
                .build();
    }

    private static Bucket perSecond(int most) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, Duration.ofSeconds(1)))
                .build();
    }

    private static Cache<String, Bucket> clients() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(MINUTE.multipliedBy(2))
                .build();
    }
}
