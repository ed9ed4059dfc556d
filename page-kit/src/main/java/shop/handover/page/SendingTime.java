package shop.handover.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Ends a connection whose request does not arrive within fifteen seconds. The idle time-out alone would wait for
/// ever on a caller who sends one byte now and then.
@Singleton
public class SendingTime {

    private static final int BEFORE_ALL_ROUTES = 9_000;
    private static final long ALLOWED = Duration.ofSeconds(15).toMillis();

    private final Vertx vertx;

    @Inject
    SendingTime(Vertx vertx) {
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, BEFORE_ALL_ROUTES);
    }

    private void watch(RoutingContext context) {
        var request = context.request();
        if (!request.isEnded()) {
            var timer = vertx.setTimer(ALLOWED, _ -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
            context.addEndHandler(_ -> vertx.cancelTimer(timer));
        }
        context.next();
    }
}
