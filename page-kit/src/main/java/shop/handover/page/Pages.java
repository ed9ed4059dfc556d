package shop.handover.page;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import shop.handover.kit.language.Language;

/// Opens the frame of a page for one request: finds the reader's language and remembers a choice of it.
@Singleton
public class Pages {

    private static final String LANGUAGE = "lang";
    private static final long A_YEAR = Duration.ofDays(365).toSeconds();

    private final Storefront front;

    /// @param front the service's one
    @Inject
    public Pages(Storefront front) {
        this.front = front;
    }

    /// A page whose title is said in the reader's language.
    ///
    /// @param titleKey of the words; see `words/en.properties`
    public Page open(RoutingContext request, String titleKey) {
        var language = language(request);
        return new Page(front, language, language.say(titleKey), here(request.request()));
    }

    /// A page with a title of its own, a product's name for instance; empty: the shop's name alone.
    public Page titled(RoutingContext request, String title) {
        return new Page(front, language(request), title, here(request.request()));
    }

    /// The language this request is answered in: `?lang=`, the one chosen before, what the browser asks for, the
    /// shop's own.
    public Language language(RoutingContext request) {
        var asked = request.request().getParam(LANGUAGE);
        var cookie = request.request().getCookie(LANGUAGE);
        var language = front.languages()
                .choose(
                        request.request().getHeader("Accept-Language"),
                        front.shop().language(),
                        asked,
                        cookie == null ? null : cookie.getValue());
        if (language.code().equals(asked) && !request.response().headWritten()) {
            remember(request, language);
        }
        return language;
    }

    private void remember(RoutingContext request, Language language) {
        request.response()
                .addCookie(Cookie.cookie(LANGUAGE, language.code())
                        .setPath("/")
                        .setMaxAge(A_YEAR)
                        .setSameSite(CookieSameSite.LAX)
                        .setHttpOnly(true)
                        .setSecure(front.isSecure()));
    }

    // A page that answers a POST has no address of its own in another language: the store has.
    private static String here(HttpServerRequest request) {
        if (!"GET".equals(request.method().name())) {
            return "/store";
        }
        var query = request.query() == null ? "" : withoutLanguage(request.query());
        var path = onThisSite(request.path());
        return query.isEmpty() ? path : path + "?" + query;
    }

    // Browsers take `//name` and `/\name` for another site's address; a link of ours must never become one.
    static String onThisSite(String path) {
        return "/" + path.replace("\\", "%5C").replaceFirst("^/+", "");
    }

    private static String withoutLanguage(String query) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> !pair.startsWith(LANGUAGE + "="))
                .collect(Collectors.joining("&"));
    }
}
