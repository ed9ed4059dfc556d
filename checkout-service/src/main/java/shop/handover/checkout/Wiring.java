package shop.handover.checkout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import shop.handover.checkout.sale.SessionDraft;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.stripe.StripeAccess;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.page.ClientAddress;
import shop.handover.page.Storefront;

/// Makes the pieces that need settings; faulty settings stop the service here, before it takes a request.
@ApplicationScoped
class Wiring {

    @Produces
    @Singleton
    CatalogFile catalog(CheckoutConfig config) {
        return CatalogFile.open(config.catalogPath());
    }

    @Produces
    @Singleton
    StripeGateway stripe(CheckoutConfig config) {
        return new StripeGateway(StripeAccess.of(config.stripeSecretKey(), config.stripeApiBase()));
    }

    void close(@Disposes StripeGateway stripe) {
        stripe.close();
    }

    @Produces
    @Singleton
    LinkKeys keys(CheckoutConfig config) {
        return LinkKeys.parse(config.linkKeys());
    }

    @Produces
    @Singleton
    Storefront storefront(CheckoutConfig config, CatalogFile catalog, StripeGateway stripe) {
        return new Storefront(
                catalog,
                config.publicUrl(),
                config.stripeCheckoutOrigin(),
                !stripe.mode().livemode());
    }

    @Produces
    @Singleton
    SessionDraft draft(Storefront front, LinkKeys keys) {
        return new SessionDraft(front.publicUrl(), keys);
    }

    @Produces
    @Singleton
    Clock clock(CheckoutConfig config) {
        return Clock.system(config.timeZone().map(ZoneId::of).orElseGet(ZoneId::systemDefault));
    }

    @Produces
    @Singleton
    ClientAddress clients(CheckoutConfig config) {
        return new ClientAddress(config.trustedProxies());
    }
}
