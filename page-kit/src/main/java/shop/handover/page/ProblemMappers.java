package shop.handover.page;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// What becomes of a request that no resource answered: everything leaves the house as a [Problem].
@Singleton
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final Problems problems;

    @Inject
    ProblemMappers(Problems problems) {
        this.problems = problems;
    }

    /// What the framework refused: unknown addresses, methods and media types, bodies too large.
    @ServerExceptionMapper
    public Response refused(WebApplicationException e, RoutingContext request) {
        var answer = e.getResponse();
        if (answer.hasEntity() || answer.getStatus() < 400) {
            return answer;
        }
        if (answer.getStatus() >= 500) {
            LOG.errorf(
                    e,
                    "%s %s failed",
                    request.request().method(),
                    request.request().path());
        }
        return problems.response(problem(answer.getStatus()), request);
    }

    /// A caller who broke off, or sent more than he may: his doing, not ours.
    @ServerExceptionMapper
    public Response brokenOff(IOException e, RoutingContext request) {
        LOG.debugf(
                e,
                "%s %s could not be read",
                request.request().method(),
                request.request().path());
        return problems.response(problem(413), request);
    }

    /// What we did not foresee. The log learns it; the caller learns that it was not his fault.
    @ServerExceptionMapper
    public Response failed(Exception e, RoutingContext request) {
        LOG.errorf(
                e, "%s %s failed", request.request().method(), request.request().path());
        return problems.response(problem(500), request);
    }

    /// The problem for a bare status.
    static Problem problem(int status) {
        return switch (status) {
            case 404 -> Problem.of("not-found", status, "there is nothing at this address");
            case 405 -> Problem.of("method-not-allowed", status, "this address does not take this method");
            case 406 -> Problem.of("not-acceptable", status, "this address cannot answer in the media type asked for");
            case 408 -> Problem.of("too-slow", status, "the request did not arrive in time");
            case 413 -> Problem.of("too-large", status, "the body is larger than this address takes");
            case 415 ->
                Problem.of(
                        "unsupported-media-type", status, "send application/json or application/x-www-form-urlencoded");
            case 503 -> Problem.of("unavailable", status, "the service cannot answer right now; try again");
            default ->
                status >= 500
                        ? Problem.of("internal", status, "the fault is ours; try again later")
                        : Problem.of("malformed", status, "the request cannot be read");
        };
    }
}
