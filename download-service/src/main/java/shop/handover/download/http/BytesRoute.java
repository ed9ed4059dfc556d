package shop.handover.download.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import shop.handover.download.delivery.Deliver;
import shop.handover.download.delivery.Shelf;
import shop.handover.download.delivery.Verdict;
import shop.handover.kit.catalog.ProductFile;
import shop.handover.page.ClientAddress;
import shop.handover.page.Problem;
import shop.handover.page.Problems;

/// The door through which files leave. A plain route and not a resource: the bytes go from the disk to the network
/// without passing through this process.
@ApplicationScoped
class BytesRoute {

    private static final Logger LOG = Logger.getLogger(BytesRoute.class);
    static final String PATH = "/api/download";

    private final Deliver deliver;
    private final Shelf shelf;
    private final Answers answers;
    private final Troubles troubles;
    private final Problems problems;
    private final Handout handout;
    private final ClientAddress clients;
    private final Vertx vertx;

    BytesRoute(
            Deliver deliver,
            Shelf shelf,
            Answers answers,
            Troubles troubles,
            Problems problems,
            Handout handout,
            ClientAddress clients,
            Vertx vertx) {
        this.deliver = deliver;
        this.shelf = shelf;
        this.answers = answers;
        this.troubles = troubles;
        this.problems = problems;
        this.handout = handout;
        this.clients = clients;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.get(PATH).handler(this::handle);
        router.head(PATH).handler(this::handle);
        router.route(PATH).handler(this::refuseMethod);
    }

    private void refuseMethod(RoutingContext request) {
        request.response().putHeader("Allow", "GET, HEAD");
        problems.end(Problem.of("method-not-allowed", 405, "this address takes GET and HEAD"), request);
    }

    // Stripe's answer may come on another thread; the response is written on the connection's own.
    private void handle(RoutingContext request) {
        var context = vertx.getOrCreateContext();
        Executor here = command -> onto(context, command);
        deliver.deliver(parameter(request, "token"), clients.networkOf(request.request()))
                .emitOn(here)
                .subscribe()
                .with(verdict -> answer(verdict, request), fault -> failed(fault, request));
    }

    private static void onto(Context context, Runnable command) {
        if (Vertx.currentContext() == context) {
            command.run();
        } else {
            context.runOnContext(_ -> command.run());
        }
    }

    private void answer(Verdict verdict, RoutingContext request) {
        if (request.response().closed()) {
            return;
        }
        var token = parameter(request, "token");
        switch (verdict) {
            case Verdict.Granted granted -> hand(granted, token, request);
            case Verdict.Forged() -> answers.end(troubles::forged, request);
            case Verdict.Expired(var link) -> answers.end(words -> troubles.expired(link, token, words), request);
            case Verdict.UsedUp _ -> answers.end(words -> troubles.usedUp(token, words), request);
            case Verdict.Waiting() -> answers.end(troubles::waiting, request);
            case Verdict.Refused(var reason, var since) ->
                answers.end(words -> troubles.refused(reason, Optional.empty(), since, words), request);
            case Verdict.Away(var pause) -> answers.end(words -> troubles.away(pause, words), request);
        }
    }

    private void hand(Verdict.Granted granted, String token, RoutingContext request) {
        var files = granted.product().files();
        var name = request.request().getParam("file");
        if (name == null && files.size() > 1) {
            request.response()
                    .setStatusCode(303)
                    .putHeader("Location", "/store/download?token=" + token)
                    .putHeader("Cache-Control", "private, no-store")
                    .end();
            return;
        }
        var file =
                name == null ? Optional.of(files.getFirst()) : granted.product().file(name);
        file.ifPresentOrElse(
                found -> hand(found, granted, request),
                () -> answers.end(words -> troubles.noSuchFile(token, words), request));
    }

    private void hand(ProductFile file, Verdict.Granted granted, RoutingContext request) {
        shelf.find(file)
                .ifPresentOrElse(
                        shelved -> handout.hand(shelved, granted, request).onFailure(fault -> failed(fault, request)),
                        () -> notOnTheShelf(request));
    }

    private void notOnTheShelf(RoutingContext request) {
        problems.end(
                Problem.of("unavailable", 503, "the file is not on the shelf right now; try again")
                        .retryAfter(Duration.ofSeconds(20)),
                request);
    }

    // Most often the client has gone; then there is nobody to tell.
    private void failed(Throwable fault, RoutingContext request) {
        if (request.response().closed() || request.response().headWritten()) {
            LOG.debugf("a download ended early: %s", fault.toString());
            return;
        }
        LOG.errorf(fault, "%s %s failed", request.request().method(), PATH);
        request.response().headers().clear();
        problems.end(Problem.of("internal", 500, "the fault is ours; try again later"), request);
    }

    private static String parameter(RoutingContext request, String name) {
        return Optional.ofNullable(request.request().getParam(name)).orElse("");
    }
}
