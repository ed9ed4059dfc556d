package shop.handover.download.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import shop.handover.page.Storefront;

/// Whether a form was posted from a page of ours. Browsers say so; what is no browser may post what it likes.
///
/// @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">W3C: Sec-Fetch-Site</a>
@ApplicationScoped
class OwnForms {

    private final Storefront front;

    OwnForms(Storefront front) {
        this.front = front;
    }

    // Our pages send no referrer, and a browser that keeps it to itself says "null" for the origin of its own forms.
    boolean isOwn(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = request.getHeader("Origin");
        var sameSite = site == null || site.equals("same-origin") || site.equals("none");
        return sameSite && (origin == null || origin.equals("null") || origin.equals(front.publicUrl()));
    }
}
