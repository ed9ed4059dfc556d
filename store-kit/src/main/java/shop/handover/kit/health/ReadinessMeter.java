package shop.handover.kit.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Readiness as figures: `handover_ready{check=…}` is 1 where a check is up and 0 where it is down, so that an
/// alarm can name the part that is away. Each look at the metrics asks anew, in the background and at most every
/// five seconds: a broker that does not answer must not hold up the one who wants to know.
@Singleton
public final class ReadinessMeter implements MeterBinder {

    private static final long PAUSE = Duration.ofSeconds(5).toNanos();

    private final SmallRyeHealthReporter reporter;
    private final Map<String, Double> checks = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong(System.nanoTime() - PAUSE);

    ReadinessMeter(SmallRyeHealthReporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("handover.ready", () -> look(registry))
                .description("Whether a check of readiness is up")
                .tag("check", "all")
                .register(registry);
    }

    private double look(MeterRegistry registry) {
        var last = asked.get();
        var now = System.nanoTime();
        if (now - last >= PAUSE && asked.compareAndSet(last, now)) {
            reporter.getReadinessAsync()
                    .subscribe()
                    .with(health -> note(health.getPayload(), registry), _ -> checks.put("all", 0.0));
        }
        return checks.getOrDefault("all", Double.NaN);
    }

    private void note(JsonObject payload, MeterRegistry registry) {
        checks.put("all", figure(payload));
        for (var check : payload.getJsonArray("checks").getValuesAs(JsonObject.class)) {
            note(check.getString("name"), figure(check), registry);
        }
    }

    private void note(String name, double figure, MeterRegistry registry) {
        if (checks.put(name, figure) == null) {
            Gauge.builder("handover.ready", () -> checks.get(name))
                    .description("Whether a check of readiness is up")
                    .tag("check", name)
                    .register(registry);
        }
    }

    private static double figure(JsonObject status) {
        return "UP".equals(status.getString("status")) ? 1 : 0;
    }
}
