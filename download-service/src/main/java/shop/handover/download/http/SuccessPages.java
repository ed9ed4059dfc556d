package shop.handover.download.http;

import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import shop.handover.download.DownloadConfig;
import shop.handover.download.delivery.Checked;
import shop.handover.download.delivery.Checkout;
import shop.handover.download.visit.Visit;
import shop.handover.download.visit.Visits;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.catalog.Price;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.language.Language;
import shop.handover.kit.link.DownloadTokens;
import shop.handover.kit.stripe.Reference;
import shop.handover.page.Pages;

/// Composes what a buyer sees who is back from Stripe.
@ApplicationScoped
class SuccessPages {

    private final CatalogFile catalog;
    private final DownloadTokens tokens;
    private final DownloadLinks links;
    private final Pages pages;
    private final Visits visits;
    private final DownloadConfig config;
    private final Clock clock;

    SuccessPages(
            CatalogFile catalog,
            DownloadTokens tokens,
            DownloadLinks links,
            Pages pages,
            Visits visits,
            DownloadConfig config,
            Clock clock) {
        this.catalog = catalog;
        this.tokens = tokens;
        this.links = links;
        this.pages = pages;
        this.visits = visits;
        this.config = config;
        this.clock = clock;
    }

    /// The page with the files; empty where the catalog no longer knows what was sold.
    Optional<TemplateInstance> ready(Checked.Good good, Visit visit, RoutingContext request) {
        return catalog.current().product(good.product()).map(product -> ready(product, good, visit, request));
    }

    /// The page of a payment on its way.
    TemplateInstance processing(Checkout checkout, Duration again, RoutingContext request) {
        var page = pages.open(request, "processing.title");
        var name =
                catalog.current().product(checkout.product()).map(Product::name).orElse(checkout.product());
        return Templates.processing(
                page,
                new ProcessingPage(
                        name,
                        page.language().dateAndTime(local(placed(checkout))),
                        checkout.bill().total(),
                        checkout.email().map(page::masked),
                        again.toSeconds()));
    }

    private TemplateInstance ready(Product product, Checked.Good good, Visit visit, RoutingContext request) {
        var page = pages.open(request, "success.title");
        var language = page.language();
        // As old as the visit, however often the page is opened: a link that was used up is not renewed by reloading
        // it.
        var token = tokens.issue(visit.checkout(), product.slug(), visit.since(), config.linkPageTtl());
        return Templates.success(
                page,
                new ReadyPage(
                        links.rows(product, token),
                        product.name(),
                        language.longDateAndTime(local(visit.since().plus(config.linkPageTtl()))),
                        language.time(local(visits.end(visit))),
                        good.checkout().flatMap(Checkout::email).map(page::masked),
                        good.checkout().map(checkout -> order(visit, checkout, language)),
                        good.checkout().flatMap(checkout -> offer(product, checkout, language))));
    }

    private ReadyPage.Order order(Visit visit, Checkout checkout, Language language) {
        var placed = local(placed(checkout));
        return new ReadyPage.Order(
                Reference.of(visit.checkout()),
                language.dateAndTime(placed),
                language.time(placed),
                checkout.bill().total(),
                checkout.bill().tax());
    }

    private Optional<ReadyPage.Offer> offer(Product bought, Checkout checkout, Language language) {
        var currency = checkout.bill().total().currency();
        return bought.upsells().stream()
                .flatMap(slug -> catalog.current().product(slug).stream())
                .filter(product -> !product.retired())
                .flatMap(product -> product.price(currency).stream()
                        .map(price -> new ReadyPage.Offer(
                                product.in(language.code()), price.least(), price instanceof Price.PayWhatYouWant)))
                .findFirst();
    }

    private static Instant placed(Checkout checkout) {
        return checkout.bill().chargedAt().orElse(checkout.bill().openedAt());
    }

    private ZonedDateTime local(Instant when) {
        return when.atZone(clock.getZone());
    }
}
