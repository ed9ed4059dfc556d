package shop.handover.page;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Reads what a form or a script sends before anything else sees it, as far as the service's limit and not a byte more,
/// whether its length was declared or comes in chunks. The framework's own limit would end the request without a word.
@Singleton
public class SmallBodies {

    private static final int AFTER_HEADERS_AND_TIMER = 8_000;

    private static final long A_MOMENT_MILLIS = 500;

    private final Vertx vertx;
    private final Problems problems;
    private final long most;

    @Inject
    SmallBodies(
            Vertx vertx,
            Problems problems,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "16K") MemorySize most) {
        this.vertx = vertx;
        this.problems = problems;
        this.most = most.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, AFTER_HEADERS_AND_TIMER);
    }

    private void read(RoutingContext context) {
        var request = context.request();
        if (request.isEnded()) {
            context.next();
        } else if (declared(context) > most) {
            refuse(context);
        } else {
            collect(context);
        }
    }

    private void collect(RoutingContext context) {
        var body = Buffer.buffer();
        var request = context.request();
        request.handler(part -> {
            if (context.response().ended()) {
                return;
            }
            if (body.length() + part.length() > most) {
                refuse(context);
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(_ -> {
            if (context.response().ended()) {
                return;
            }
            if (isForm(context) && !WellFormed.isForm(body.toString())) {
                problems.end(Problem.of("malformed", 400, "the form must be percent-encoded UTF-8"), context);
            } else {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            context.response().writeContinue();
        }
        request.resume();
    }

    private static boolean isForm(RoutingContext context) {
        var type = context.request().getHeader("Content-Type");
        return type != null && type.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33);
    }

    // A moment to read the answer, then no more is taken: whoever goes on sending is cut off.
    private void refuse(RoutingContext context) {
        var request = context.request();
        context.response().putHeader("Connection", "close");
        problems.end(Problem.of("too-large", 413, "send at most " + most + " bytes"), context);
        vertx.setTimer(A_MOMENT_MILLIS, _ -> request.connection().close());
    }

    private static long declared(RoutingContext context) {
        var length = context.request().getHeader("Content-Length");
        return length == null || !length.matches("\\d{1,18}") ? 0 : Long.parseLong(length);
    }
}
