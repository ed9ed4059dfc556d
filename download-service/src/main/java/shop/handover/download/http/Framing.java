package shop.handover.download.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Ends the connection after a request with a `Transfer-Encoding`. Netty refuses one that has a `Content-Length`
/// besides,
/// but a coding it does not know it overlooks, and goes by the length; a proxy in front that reads it otherwise would
/// take what follows for a part of this request, and we for the next one. No browser sends its forms in chunks.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-11.2">RFC 9112: request smuggling</a>
@ApplicationScoped
class Framing {

    private static final int EARLY = 10_000;

    void register(@Observes Filters filters) {
        filters.register(Framing::watch, EARLY);
    }

    private static void watch(RoutingContext request) {
        if (request.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            request.addEndHandler(_ -> request.request().connection().close());
        }
        request.next();
    }
}
