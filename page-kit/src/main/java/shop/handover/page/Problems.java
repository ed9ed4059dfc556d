package shop.handover.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import shop.handover.kit.language.Languages;

/// Tells a problem to whoever asked: a page to a browser, `application/problem+json` to a program. Never kept by a
/// cache.
@Singleton
public class Problems {

    private final Pages pages;
    private final Template template;

    /// @param pages the frame of the page
    /// @param template `problem.html`
    @Inject
    public Problems(Pages pages, @Location("problem") Template template) {
        this.pages = pages;
        this.template = template;
    }

    /// The answer of a resource.
    public Response response(Problem problem, RoutingContext request) {
        var told = tell(problem, request);
        var response = Response.status(problem.status())
                .type(told.mediaType())
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept, Accept-Language")
                .entity(told.body());
        retryAfter(problem).ifPresent(seconds -> response.header("Retry-After", seconds));
        return response.build();
    }

    /// The answer where no resource was reached, and the end of the request.
    public void end(Problem problem, RoutingContext request) {
        var told = tell(problem, request);
        var response = request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", told.mediaType())
                .putHeader("Cache-Control", "no-store")
                .putHeader("Vary", "Accept, Accept-Language");
        retryAfter(problem).ifPresent(seconds -> response.putHeader("Retry-After", seconds));
        response.end(told.body());
    }

    /// Whether whoever asks is a browser that shows what it gets.
    public static boolean wantsAPage(RoutingContext request) {
        return wantsAPage(request.request().getHeader("Accept"));
    }

    private record Told(String mediaType, String body) {}

    private Told tell(Problem problem, RoutingContext request) {
        return wantsAPage(request)
                ? new Told("text/html;charset=UTF-8", page(problem, request))
                : new Told("application/problem+json", json(problem));
    }

    private String page(Problem problem, RoutingContext request) {
        var language = pages.language(request);
        return template.data("page", pages.titled(request, problem.title(language)))
                .data("problem", problem)
                .render();
    }

    private static String json(Problem problem) {
        var english = Languages.packaged().english();
        var json = new JsonObject()
                .put("type", problem.uri())
                .put("title", problem.title(english))
                .put("status", problem.status())
                .put("detail", problem.detail());
        problem.field().ifPresent(field -> json.put("field", field));
        return json.encode();
    }

    private static Optional<String> retryAfter(Problem problem) {
        return problem.retryAfter().map(pause -> String.valueOf(Math.max(1, pause.toSeconds())));
    }

    // Browsers name text/html first; programs ask for JSON or for anything.
    static boolean wantsAPage(String accept) {
        if (accept == null) {
            return false;
        }
        var html = accept.indexOf("text/html");
        var json = accept.indexOf("json");
        return html >= 0 && (json < 0 || html < json);
    }
}
