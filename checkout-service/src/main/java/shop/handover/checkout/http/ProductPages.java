package shop.handover.checkout.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import shop.handover.checkout.CheckoutConfig;
import shop.handover.checkout.sale.Refusal;
import shop.handover.checkout.sale.Wish;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.language.Language;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.page.Page;
import shop.handover.page.Pages;
import shop.handover.page.SecurityHeaders;
import shop.handover.page.Storefront;

/// Renders product pages: fresh, and again where something typed has to be mended.
@ApplicationScoped
class ProductPages {

    private final Storefront front;
    private final Pages pages;
    private final SecurityHeaders security;
    private final Markdown markdown;
    private final SearchData searchData;
    private final long linkDays;

    ProductPages(
            Storefront front,
            Pages pages,
            SecurityHeaders security,
            Markdown markdown,
            SearchData searchData,
            CheckoutConfig config) {
        this.front = front;
        this.pages = pages;
        this.security = security;
        this.markdown = markdown;
        this.searchData = searchData;
        this.linkDays = config.linkMailTtl().toDays();
    }

    /// The page of a product.
    ///
    /// @param consentMissing whether the buyer was sent here because he had not agreed yet
    Response of(Product product, Optional<CurrencyCode> currency, boolean consentMissing, RoutingContext request) {
        var language = pages.language(request);
        return page(200, product, currency, form(language, consentMissing), request);
    }

    /// The page again, with the field marked that has to be mended; empty where the wish names no product of ours.
    Optional<Response> refused(Refusal why, Wish wish, RoutingContext request) {
        var form = form(pages.language(request), false)
                .again(wish.email().orElse(""), wish.amount().orElse(""), why);
        return wish.productSlug()
                .flatMap(front.catalog()::product)
                .map(product -> page(400, product, wish.currency().flatMap(CurrencyCode::of), form, request));
    }

    private ProductForm form(Language language, boolean consentMissing) {
        return ProductForm.of(front.catalog().checkout().consent(), consentMissing, language.code());
    }

    private Response page(
            int status, Product product, Optional<CurrencyCode> currency, ProductForm form, RoutingContext request) {
        security.formsMayLeadToStripe(request.response());
        var page = pages.titled(request, product.name());
        var card = Card.of(product, front.catalog(), page.language(), currency);
        var path = "/store/p/" + product.slug();
        var canonical = Canonical.of(front, path, request.request().getParam("lang"));
        return html(status, page, card, form, canonical);
    }

    private Response html(int status, Page page, Card card, ProductForm form, Canonical canonical) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Accept-Language, Cookie")
                .entity(Templates.product(
                                page,
                                card,
                                markdown.html(card.product().description()),
                                form,
                                linkDays,
                                canonical,
                                searchData.of(card.product(), page))
                        .render())
                .build();
    }
}
