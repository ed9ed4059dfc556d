package shop.handover.download.http;

import io.quarkus.qute.TemplateInstance;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import shop.handover.kit.language.Language;
import shop.handover.kit.language.Languages;
import shop.handover.page.Pages;

/// Answers with a page, or with a trouble: as a page to a browser, as `application/problem+json` to a program.
/// Nothing of it is kept by anyone.
@ApplicationScoped
class Answers {

    private static final String HTML = "text/html;charset=UTF-8";
    private static final String TYPES = "urn:handover:problem:";

    private final Pages pages;
    private final DownloadMeters meters;

    Answers(Pages pages, DownloadMeters meters) {
        this.pages = pages;
        this.meters = meters;
    }

    /// A page.
    Response page(TemplateInstance template) {
        return Response.ok(template.render(), HTML)
                .header("Cache-Control", "private, no-store")
                .header("X-Robots-Tag", "noindex")
                .build();
    }

    /// A page that looks again by itself.
    Response page(TemplateInstance template, Duration again) {
        var answer = page(template);
        answer.getHeaders().putSingle("Refresh", again.toSeconds());
        return answer;
    }

    /// The answer of a resource.
    Response trouble(Function<Language, Trouble> trouble, RoutingContext request) {
        var told = tell(trouble, request);
        var answer = Response.status(told.status()).entity(told.body());
        told.headers().forEach(answer::header);
        return answer.build();
    }

    /// The answer where no resource was reached, and the end of the request.
    void end(Function<Language, Trouble> trouble, RoutingContext request) {
        var told = tell(trouble, request);
        var answer = request.response().setStatusCode(told.status());
        told.headers().forEach(answer::putHeader);
        answer.end(told.body());
    }

    private record Spoken(int status, Map<String, String> headers, String body) {}

    private Spoken tell(Function<Language, Trouble> trouble, RoutingContext request) {
        request.put("told", true);
        return isBrowser(request) ? page(trouble, request) : problem(trouble);
    }

    private Spoken page(Function<Language, Trouble> trouble, RoutingContext request) {
        var told = trouble.apply(pages.language(request));
        meters.refused(told.type());
        var headers = headers(told, HTML);
        told.again().ifPresent(pause -> headers.put("Refresh", Long.toString(pause.toSeconds())));
        return new Spoken(
                told.status(),
                headers,
                Templates.told(pages.titled(request, told.title()), told).render());
    }

    private Spoken problem(Function<Language, Trouble> trouble) {
        var told = trouble.apply(Languages.packaged().english());
        meters.refused(told.type());
        var json = new JsonObject()
                .put("type", TYPES + told.type())
                .put("title", told.title())
                .put("status", told.status())
                .put("detail", told.detail());
        return new Spoken(told.status(), headers(told, "application/problem+json"), json.encode());
    }

    private static Map<String, String> headers(Trouble told, String mediaType) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", mediaType);
        headers.put("Cache-Control", "private, no-store");
        headers.put("Vary", "Accept, Accept-Language");
        headers.put("X-Robots-Tag", "noindex");
        if (told.status() == 401) {
            headers.put("WWW-Authenticate", "Link realm=\"download\"");
        }
        told.again().ifPresent(pause -> headers.put("Retry-After", Long.toString(pause.toSeconds())));
        return headers;
    }

    private static boolean isBrowser(RoutingContext request) {
        var accept = request.request().getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }
}
