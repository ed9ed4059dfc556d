package shop.handover.download.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Goods out, and not: `handover_downloads_total{outcome}` is `started`, `finished` and `aborted`,
/// `handover_downloads_bytes_total` what was finished, and `handover_downloads_refused_total{reason}` the problem that
/// was told, on a page or to a program. Stands before the route of the bytes and only looks on.
@ApplicationScoped
class DownloadMeters {

    private static final int BEFORE_ALL = -100;

    private final MeterRegistry registry;
    private final Counter started;
    private final Counter finished;
    private final Counter aborted;
    private final Counter bytes;

    DownloadMeters(MeterRegistry registry) {
        this.registry = registry;
        this.started = outcome("started");
        this.finished = outcome("finished");
        this.aborted = outcome("aborted");
        this.bytes = registry.counter("handover.downloads.bytes");
        // What alarms is there before it first happens, so that the first time is seen.
        reason("stripe-away");
        reason("unavailable");
    }

    void register(@Observes Router router) {
        router.get(BytesRoute.PATH).order(BEFORE_ALL).handler(this::watch);
    }

    /// A trouble was told.
    ///
    /// @param type of the problem
    void refused(String type) {
        reason(type).increment();
    }

    private void watch(RoutingContext request) {
        request.addHeadersEndHandler(_ -> {
            var length = length(request);
            if (length > 0) {
                started.increment();
                request.addEndHandler(end -> ended(end.succeeded(), length));
            } else if (request.response().getStatusCode() == 503 && request.get("told") == null) {
                refused("unavailable");
            }
        });
        request.next();
    }

    private void ended(boolean whole, long length) {
        (whole ? finished : aborted).increment();
        if (whole) {
            bytes.increment(length);
        }
    }

    private static long length(RoutingContext request) {
        var response = request.response();
        var isFile = response.getStatusCode() == 200 || response.getStatusCode() == 206;
        var length = response.headers().get("Content-Length");
        return isFile && length != null && request.request().method() == HttpMethod.GET ? Long.parseLong(length) : 0;
    }

    private Counter outcome(String outcome) {
        return registry.counter("handover.downloads", "outcome", outcome);
    }

    private Counter reason(String type) {
        return registry.counter("handover.downloads.refused", "reason", type);
    }
}
