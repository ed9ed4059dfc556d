package shop.handover.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;
import shop.handover.download.delivery.Shelf;
import shop.handover.download.files.FolderShelf;
import shop.handover.download.s3.BucketShelf;
import shop.handover.download.visit.Visits;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.health.StripeKeyReadiness;
import shop.handover.kit.link.DownloadTokens;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.ReturnTicket;
import shop.handover.kit.link.Seal;
import shop.handover.kit.stripe.StripeAccess;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.page.ClientAddress;
import shop.handover.page.Storefront;

/// Makes the pieces that need settings; faulty settings stop the service here, before it takes a request.
@ApplicationScoped
class Wiring {

    @Produces
    @Singleton
    CatalogFile catalog(DownloadConfig config) {
        return CatalogFile.open(config.catalogPath());
    }

    @Produces
    @Singleton
    Shelf shelf(DownloadConfig config) {
        if (config.filesDir().isPresent() == config.bucket().name().isPresent()) {
            throw new IllegalArgumentException("give either FILES_DIR or FILES_BUCKET: the files lie in one place");
        }
        return config.filesDir().<Shelf>map(FolderShelf::new).orElseGet(() -> BucketShelf.of(config.bucket()));
    }

    @Produces
    @Singleton
    StripeGateway stripe(DownloadConfig config) {
        return new StripeGateway(StripeAccess.of(config.stripeSecretKey(), config.stripeApiBase()));
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck stripeKey(StripeGateway stripe) {
        return new StripeKeyReadiness(stripe);
    }

    void close(@Disposes StripeGateway stripe) {
        stripe.close();
    }

    @Produces
    @Singleton
    LinkKeys keys(DownloadConfig config) {
        return LinkKeys.parse(config.linkKeys());
    }

    @Produces
    @Singleton
    DownloadTokens tokens(LinkKeys keys) {
        return new DownloadTokens(keys);
    }

    @Produces
    @Singleton
    ReturnTicket tickets(LinkKeys keys) {
        return new ReturnTicket(keys);
    }

    @Produces
    @Singleton
    Seal seal(LinkKeys keys) {
        return new Seal(keys);
    }

    @Produces
    @Singleton
    Visits visits(LinkKeys keys, DownloadConfig config) {
        return new Visits(keys, config.successPageTtl());
    }

    @Produces
    @Singleton
    Storefront storefront(DownloadConfig config, CatalogFile catalog, StripeGateway stripe) {
        return new Storefront(
                catalog,
                config.publicUrl(),
                config.stripeCheckoutOrigin(),
                !stripe.mode().livemode());
    }

    @Produces
    @Singleton
    Clock clock(DownloadConfig config) {
        return Clock.system(config.timeZone().map(ZoneId::of).orElseGet(ZoneId::systemDefault));
    }

    @Produces
    @Singleton
    ClientAddress clients(DownloadConfig config) {
        return new ClientAddress(config.trustedProxies());
    }
}
