package shop.handover.checkout.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;
import shop.handover.page.Asset;
import shop.handover.page.Assets;
import shop.handover.page.Problem;
import shop.handover.page.Problems;
import shop.handover.page.Storefront;

/// What the pages of all services load. An address that carries the content's own hash may be kept for a year.
// A picture is made smaller when it is first asked for, which takes a moment.
@RunOnVirtualThread
@Path("/assets")
class AssetsResource {

    // A picture opened by itself is a page of its own: it may show, and nothing else.
    private static final String PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private final Storefront front;
    private final Problems problems;

    AssetsResource(Storefront front, Problems problems) {
        this.front = front;
        this.problems = problems;
    }

    @GET
    @Path("{file}")
    public Response asset(@RestPath String file, RoutingContext request) {
        return front.assets()
                .find(file)
                .map(found -> answer(found, request))
                .orElseGet(() ->
                        problems.response(Problem.of("not-found", 404, "there is nothing at this address"), request));
    }

    private static Response answer(Assets.Found found, RoutingContext request) {
        var asset = found.asset();
        var tag = "\"" + asset.hash() + "\"";
        if (asset.mediaType().startsWith("image/")) {
            request.response().putHeader("Content-Security-Policy", PICTURE_POLICY);
        }
        var answer = tag.equals(request.request().getHeader("If-None-Match")) ? Response.notModified() : whole(asset);
        return answer.header("ETag", tag)
                .header("Cache-Control", found.exact() ? "public, max-age=31536000, immutable" : "no-cache")
                .build();
    }

    private static Response.ResponseBuilder whole(Asset asset) {
        return Response.ok(asset.content()).header("Content-Type", asset.mediaType());
    }
}
