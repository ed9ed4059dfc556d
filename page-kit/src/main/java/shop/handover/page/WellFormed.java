package shop.handover.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/// Refuses what cannot be decoded before anything tries to: queries and forms that are not percent-encoded, media types
/// that are none or in a script nobody can read. The framework would take each for a fault of its own.
@Singleton
public class WellFormed {

    private static final int AFTER_THE_HEADERS = 9_500;
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]{1,60}/[\\w!#$&^.+-]{1,60}"
            + "(\\s*;\\s*[\\w-]{1,40}=(\"[^\"]{0,80}\"|[^\\s;\"]{1,80}))*\\s*;?\\s*");
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([^\\s;\"]*)");
    private static final Pattern BROKEN_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    // Written out: the page of a problem would ask the very query for its language.
    private static final String MALFORMED_QUERY = """
            {"type":"urn:handover:problem:malformed","title":"That did not work","status":400,\
            "detail":"the query must be percent-encoded UTF-8"}""";

    private final Problems problems;

    @Inject
    WellFormed(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, AFTER_THE_HEADERS);
    }

    /// Whether the bytes of a form can be decoded.
    static boolean isForm(String body) {
        return !BROKEN_PERCENT.matcher(body).find();
    }

    static boolean isMediaType(String contentType) {
        return contentType == null
                || MEDIA_TYPE.matcher(contentType).matches()
                        && CHARSET.matcher(contentType).results().allMatch(found -> isCharset(found.group(1)));
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void look(RoutingContext context) {
        if (!isDecodable(context.request())) {
            context.response()
                    .setStatusCode(400)
                    .putHeader("Content-Type", "application/problem+json")
                    .putHeader("Cache-Control", "no-store")
                    .end(MALFORMED_QUERY);
        } else if (!isMediaType(context.request().getHeader("Content-Type"))) {
            problems.end(ProblemMappers.problem(415), context);
        } else {
            context.next();
        }
    }

    private static boolean isDecodable(HttpServerRequest request) {
        try {
            request.params();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
