package shop.handover.checkout.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import shop.handover.page.Storefront;

/// Whose pages may start a checkout by script: those the catalog lists, and nobody by pattern.
///
/// @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch: CORS</a>
@ApplicationScoped
class Origins {

    private final Storefront front;

    Origins(Storefront front) {
        this.front = front;
    }

    /// The answer to a browser that asks before it posts. A foreign origin is told nothing it could use.
    Response preflight(String origin) {
        var answer = admitting(Response.noContent(), origin);
        if (isListed(origin)) {
            answer.header("Access-Control-Allow-Methods", "POST")
                    .header("Access-Control-Allow-Headers", "Content-Type, Idempotency-Key")
                    .header("Access-Control-Max-Age", "600");
        }
        return answer.build();
    }

    /// Lets a listed origin read the answer.
    Response.ResponseBuilder admitting(Response.ResponseBuilder answer, String origin) {
        answer.header("Vary", "Origin");
        if (isListed(origin)) {
            answer.header("Access-Control-Allow-Origin", origin);
        }
        return answer;
    }

    private boolean isListed(String origin) {
        return origin != null && front.shop().origins().contains(origin);
    }
}
