package shop.handover.fulfillment.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StaleTimersTest {

    @Test
    void only_the_pools_own_late_timer_is_passed_over() {
        assertThat(StaleTimers.isStale(raised("io.vertx.sqlclient.impl.pool.SqlConnectionPool")))
                .isTrue();
        assertThat(StaleTimers.isStale(raised("shop.handover.fulfillment.mail.Courier")))
                .isFalse();
        assertThat(StaleTimers.isStale(new IllegalStateException("Result is already complete")))
                .isFalse();
    }

    // As vertx-sql-client 4.5 raises it.
    private static Throwable raised(String by) {
        var trouble = new IllegalStateException("Result is already complete");
        trouble.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.vertx.core.Promise", "fail", "Promise.java", 90),
            new StackTraceElement(by, "lambda$execute$3", by + ".java", 216)
        });
        return trouble;
    }
}
