package shop.handover.download.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Refuses addresses whose query cannot be decoded, before anything reads it.
@ApplicationScoped
class WellFormedQuery {

    private static final int AFTER_THE_HEADERS = 9_500;
    private static final String PROBLEM = """
            {"type":"urn:handover:problem:malformed","title":"The address cannot be read","status":400,\
            "detail":"the query must be percent-encoded UTF-8"}""";

    void register(@Observes Filters filters) {
        filters.register(this::look, AFTER_THE_HEADERS);
    }

    private void look(RoutingContext request) {
        try {
            request.request().params();
        } catch (IllegalArgumentException e) {
            request.response()
                    .setStatusCode(400)
                    .putHeader("Content-Type", "application/problem+json")
                    .putHeader("Cache-Control", "no-store")
                    .end(PROBLEM);
            return;
        }
        request.next();
    }
}
