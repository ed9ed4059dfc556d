package shop.handover.download.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import shop.handover.download.DownloadConfig;

/// Ends a connection whose request does not arrive in time. The idle time-out alone would wait for ever on a caller who
/// sends one byte now and then.
@ApplicationScoped
class SendingTime {

    private static final int BEFORE_ALL_OTHERS = 1000;

    private final Vertx vertx;
    private final long allowed;

    SendingTime(Vertx vertx, DownloadConfig config) {
        this.vertx = vertx;
        this.allowed = config.sendingTime().toMillis();
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, BEFORE_ALL_OTHERS);
    }

    private void watch(RoutingContext context) {
        var request = context.request();
        if (!request.isEnded()) {
            var timer = vertx.setTimer(allowed, _ -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
            context.addEndHandler(_ -> vertx.cancelTimer(timer));
        }
        context.next();
    }
}
