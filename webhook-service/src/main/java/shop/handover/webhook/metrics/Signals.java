package shop.handover.webhook.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import shop.handover.webhook.event.Watch;

/// The door in figures: `handover_webhook_inflight`, `handover_webhook_clock_skew_seconds`,
/// `handover_webhook_last_event_age_seconds` and `handover_webhook_signatures_total{secret}`. Before the first event
/// the skew and the age are not a number.
///
/// The skew is the median of the last calls that Stripe signed, those that were refused as stale included: a clock that
/// is wrong refuses everything, and must be told from a wrong secret. A summary would not do, since it drops what is
/// negative.
@Startup
@ApplicationScoped
class Signals implements Watch {

    private static final int REMEMBERED = 101;

    private final MeterRegistry registry;
    private final Clock clock;
    private final AtomicInteger inflight = new AtomicInteger();
    private final double[] skews = new double[REMEMBERED];
    private long signed;
    private volatile Instant last = Instant.MIN;

    Signals(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        Gauge.builder("handover.webhook.inflight", inflight::get)
                .description("Events on their way into Kafka")
                .register(registry);
        Gauge.builder("handover.webhook.clock.skew", this::skew)
                .description("How far our clock is ahead of Stripe's, the median of the last calls it signed")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("handover.webhook.last.event.age", this::age)
                .description("How long ago Stripe last told us anything")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public void signed(int secret, Duration skew) {
        registry.counter("handover.webhook.signatures", "secret", Integer.toString(secret))
                .increment();
        last = clock.instant();
        remember(skew.toMillis() / 1000.0);
    }

    @Override
    public void underWay() {
        inflight.incrementAndGet();
    }

    @Override
    public void arrived() {
        inflight.decrementAndGet();
    }

    private synchronized void remember(double skew) {
        skews[(int) (signed++ % REMEMBERED)] = skew;
    }

    private synchronized double skew() {
        var known = Arrays.copyOf(skews, (int) Math.min(signed, REMEMBERED));
        Arrays.sort(known);
        return known.length == 0 ? Double.NaN : known[known.length / 2];
    }

    private double age() {
        var then = last;
        return then.equals(Instant.MIN)
                ? Double.NaN
                : Duration.between(then, clock.instant()).toMillis() / 1000.0;
    }
}
