package shop.handover.fulfillment.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;
import shop.handover.fulfillment.config.FulfillmentConfig;

/// The tables that this version works with. The service brings them up to date by itself where it may
/// (`DATABASE_MIGRATE_AT_START`), else it waits until `migrate` has; it is not ready before. A database that is away is
/// waited for, so that nothing needs starting in any order, and in the background, so that the service lives meanwhile
/// and ends when it is asked to. Flyway makes several replicas wait for each other.
@Readiness
@Singleton
class Schema implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int FIRST = 1;

    private final Flyway flyway;
    private final boolean mayChange;
    private final boolean working;
    private volatile String missing = "not looked at yet";
    private Thread looking;

    // A command needs no looking after: where it may change the tables, it did so before it began.
    Schema(
            Flyway flyway,
            FulfillmentConfig config,
            @ConfigProperty(name = "quarkus.scheduler.enabled", defaultValue = "true") boolean working) {
        this.flyway = flyway;
        this.mayChange = config.migrateAtStart();
        this.working = working;
    }

    // Before anything begins that works with the tables: where the database answers, they are there by then.
    void begin(@Observes @Priority(FIRST) StartupEvent start) {
        if (working && !isThere()) {
            looking = Thread.ofVirtual().name("schema").start(this::untilItIsThere);
        }
    }

    void end(@Observes ShutdownEvent leaving) {
        if (looking != null) {
            looking.interrupt();
        }
    }

    private void untilItIsThere() {
        try {
            do {
                Thread.sleep(PAUSE);
            } while (!isThere());
        } catch (InterruptedException e) {
            // The service ends; what was begun in the database is undone there.
            Thread.currentThread().interrupt();
        }
    }

    private boolean isThere() {
        try {
            if (mayChange) {
                flyway.migrate();
            }
            var pending = flyway.info().pending().length;
            tell(pending == 0 ? "" : pending + " steps are to be made by `migrate`");
        } catch (RuntimeException e) {
            tell(String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("unknown trouble"));
        }
        return missing.isEmpty();
    }

    // Said once for as long as it stays the same.
    private void tell(String now) {
        if (now.isEmpty()) {
            LOG.info("the tables are there, of this version or a later one");
        } else if (!now.equals(missing)) {
            LOG.warnf("waiting for the tables: %s", now);
        }
        missing = now;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("Database schema").status(missing.isEmpty());
        return missing.isEmpty()
                ? answer.build()
                : answer.withData("waiting for", missing).build();
    }
}
