package shop.handover.checkout.http;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import shop.handover.checkout.CheckoutConfig;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.Price;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.page.Pages;
import shop.handover.page.Problem;
import shop.handover.page.Problems;
import shop.handover.page.SecurityHeaders;
import shop.handover.page.Storefront;

/// The store and its products.
@NonBlocking
@Path("/")
class StoreResource {

    private final Storefront front;
    private final Pages pages;
    private final ProductPages productPages;
    private final Problems problems;
    private final SecurityHeaders security;
    private final long linkDays;

    StoreResource(
            Storefront front,
            Pages pages,
            ProductPages productPages,
            Problems problems,
            SecurityHeaders security,
            CheckoutConfig config) {
        this.front = front;
        this.pages = pages;
        this.productPages = productPages;
        this.problems = problems;
        this.security = security;
        this.linkDays = config.linkMailTtl().toDays();
    }

    /// Whoever knows only the house is shown to the store.
    @GET
    public Response home() {
        return elsewhere("/store");
    }

    /// All that is on sale.
    ///
    /// @param currency the reader's choice; what nobody asks for here is overlooked
    @GET
    @Path("store")
    public Response store(@RestQuery Optional<String> currency, RoutingContext request) {
        security.formsMayLeadToStripe(request.response());
        var catalog = front.catalog();
        var asked = currency.flatMap(CurrencyCode::of);
        var page = pages.titled(request, "");
        var cards = catalog.onSale().stream()
                .map(product -> Card.of(product, catalog, page.language(), asked))
                .toList();
        var currencies = currencies(catalog);
        var shown = asked.filter(currencies::contains).orElseGet(() -> shownFirst(cards, currencies));
        var canonical = Canonical.of(front, "/store", request.request().getParam("lang"));
        return Response.ok(Templates.store(page, cards, currencies, shown, linkDays, canonical)
                        .render())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Accept-Language, Cookie")
                .build();
    }

    /// One product. A former slug leads to the present one; a retired product says so and cannot be bought.
    ///
    /// @param consent `missing` where a buyer was sent here to agree first
    @GET
    @Path("store/p/{slug}")
    public Response product(
            @RestPath String slug,
            @RestQuery Optional<String> currency,
            @RestQuery Optional<String> consent,
            RoutingContext request) {
        var found = front.catalog().product(slug);
        if (found.isEmpty()) {
            return problems.response(
                    Problem.ofField("unknown-product", 404, "slug", "there is no product of this name"), request);
        }
        var product = found.get();
        if (!product.slug().equals(slug)) {
            return elsewhere("/store/p/" + product.slug());
        }
        var missing = consent.filter("missing"::equals).isPresent();
        return productPages.of(product, currency.flatMap(CurrencyCode::of), missing, request);
    }

    private Response elsewhere(String path) {
        return Response.status(303)
                .location(URI.create(front.publicUrl() + path))
                .build();
    }

    private static List<CurrencyCode> currencies(Catalog catalog) {
        return catalog.onSale().stream()
                .flatMap(product -> product.prices().stream())
                .map(Price::currency)
                .distinct()
                .toList();
    }

    private static CurrencyCode shownFirst(List<Card> cards, List<CurrencyCode> currencies) {
        return cards.stream()
                .map(card -> card.price().currency())
                .findFirst()
                .or(() -> currencies.stream().findFirst())
                .orElseGet(() -> CurrencyCode.of("eur").orElseThrow());
    }
}
