package shop.handover.fulfillment.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import shop.handover.fulfillment.purchase.Sale;
import shop.handover.fulfillment.purchase.Till;

/// Money in, to be held against goods out: `handover_revenue_minor_units_total{currency, product}`, as Stripe
/// counts it.
@Singleton
class TillMeters implements Till {

    private final MeterRegistry registry;

    TillMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ring(Sale sale) {
        registry.counter(
                        "handover.revenue.minor.units",
                        "currency",
                        sale.total().currency().value(),
                        "product",
                        sale.productSlug())
                .increment(sale.total().minor());
    }
}
