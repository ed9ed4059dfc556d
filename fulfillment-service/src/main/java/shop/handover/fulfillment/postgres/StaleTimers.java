package shop.handover.fulfillment.postgres;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/// Keeps one known noise out of the log. Where a connection to the database cannot be had, the pool leaves the timer
/// of the wait for it running, which half a minute later ends what ended long ago: an error and its stack for each
/// try, many a second while the database is away.
@ApplicationScoped
class StaleTimers {

    private static final Logger LOG = Logger.getLogger(StaleTimers.class);
    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

    void listen(@Observes StartupEvent started, Vertx vertx) {
        vertx.exceptionHandler(StaleTimers::hear);
    }

    private static void hear(Throwable trouble) {
        if (!isStale(trouble)) {
            LOG.error("a failure that nobody waits for", trouble);
        }
    }

    static boolean isStale(Throwable trouble) {
        var steps = trouble.getStackTrace();
        return trouble instanceof IllegalStateException
                && "Result is already complete".equals(trouble.getMessage())
                && steps.length > 1
                && steps[1].getClassName().equals(POOL);
    }
}
