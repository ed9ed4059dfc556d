package shop.handover.checkout.stripe;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import shop.handover.kit.catalog.CatalogFile;

/// Ready once something can be sold: a catalog, and at least one of its prices at Stripe.
@Readiness
@ApplicationScoped
class PricesCheck implements HealthCheck {

    private final CatalogFile catalog;
    private final StripePriceBook prices;

    PricesCheck(CatalogFile catalog, StripePriceBook prices) {
        this.catalog = catalog;
        this.prices = prices;
    }

    @Override
    public HealthCheckResponse call() {
        var page = prices.page();
        return HealthCheckResponse.named("prices")
                .status(!page.found().isEmpty())
                .withData("products", catalog.current().onSale().size())
                .withData("pricesAtStripe", page.found().size())
                .withData("missingAtStripe", String.join(", ", page.missing()))
                .withData("stripeAnswered", page.read())
                .build();
    }
}
