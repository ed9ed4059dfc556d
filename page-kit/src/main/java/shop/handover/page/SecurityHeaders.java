package shop.handover.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// What every answer tells the browser to refuse: foreign and inline code, frames, guessed types, referrers.
///
/// @see <a href="https://www.w3.org/TR/CSP3/">W3C: Content Security Policy 3</a>
@Singleton
public class SecurityHeaders {

    private static final int BEFORE_ALL_ROUTES = 10_000;
    private static final String POLICY = "Content-Security-Policy";

    private final Storefront front;

    @Inject
    SecurityHeaders(Storefront front) {
        this.front = front;
    }

    void register(@Observes Filters filters) {
        filters.register(this::protect, BEFORE_ALL_ROUTES);
    }

    /// Lets the forms of this one page lead to Stripe. Chrome applies `form-action` to the address a post is redirected
    /// to, so a page with a Buy button needs it and no other page has it.
    public void formsMayLeadToStripe(HttpServerResponse response) {
        response.putHeader(POLICY, policy("'self' " + front.stripeOrigin()));
    }

    private void protect(RoutingContext request) {
        var response = request.response();
        response.putHeader(POLICY, policy("'self'"));
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (front.isSecure()) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (request.request().authority() == null) {
            // HTTP/1.1 demands one Host that can be read; nothing of ours depends on it, but the framework's routing
            // does.
            response.setStatusCode(400).putHeader("Connection", "close").end();
            return;
        }
        request.next();
    }

    private static String policy(String formAction) {
        return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self';"
                + " connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action " + formAction
                + "; report-uri /csp-report";
    }
}
