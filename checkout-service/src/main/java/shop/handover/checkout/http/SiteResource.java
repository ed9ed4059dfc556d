package shop.handover.checkout.http;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.handover.page.Storefront;

/// What robots and other people's pages ask for.
@NonBlocking
@Path("/")
class SiteResource {

    private static final String BUY = small(packaged("/buy.js"));

    private final Storefront front;

    SiteResource(Storefront front) {
        this.front = front;
    }

    /// A script for the seller's other pages: `<button data-handover-product="slug">`. Without it a plain form to
    /// `create-checkout` does the same.
    @GET
    @Path("buy.js")
    public Response buy() {
        return Response.ok(BUY)
                .header("Content-Type", "text/javascript; charset=utf-8")
                .header("Cache-Control", "public, max-age=3600")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .build();
    }

    /// Shop windows may be read; what belongs to one buyer may not.
    @GET
    @Path("robots.txt")
    public Response robots() {
        return told("text/plain", """
                User-agent: *
                Disallow: /api/
                Disallow: /store/success
                Disallow: /store/download
                Disallow: /store/lost-download
                Disallow: /store/fresh-link
                Disallow: /store/withdrawal
                Sitemap: %s/sitemap.xml
                """.formatted(front.publicUrl()));
    }

    /// Every page in every language.
    ///
    /// @see <a href="https://www.sitemaps.org/protocol.html">sitemaps.org</a>
    @GET
    @Path("sitemap.xml")
    public Response sitemap() {
        var pages = Stream.concat(
                        Stream.of("/store"),
                        front.catalog().onSale().stream().map(product -> "/store/p/" + product.slug()))
                .map(this::entry)
                .collect(Collectors.joining());
        return told("application/xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
                %s</urlset>
                """.formatted(pages));
    }

    // Whatever a robot says it accepts: there is only this.
    private static Response told(String mediaType, String text) {
        return Response.ok(text)
                .header("Content-Type", mediaType + ";charset=UTF-8")
                .build();
    }

    private String entry(String path) {
        var addresses = Canonical.of(front, path, null).others();
        var others = addresses.stream()
                .map(other -> "<xhtml:link rel=\"alternate\" hreflang=\"" + other.language() + "\" href=\""
                        + other.href() + "\"/>")
                .collect(Collectors.joining());
        return addresses.stream()
                .map(address -> "<url><loc>" + address.href() + "</loc>" + others + "</url>\n")
                .collect(Collectors.joining());
    }

    // Comments and indents are for whoever reads the source.
    private static String small(String script) {
        return script.replaceAll("(?m)^\\s*// .*\\R|^\\s+", "");
    }

    private static String packaged(String name) {
        try (var in = SiteResource.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
