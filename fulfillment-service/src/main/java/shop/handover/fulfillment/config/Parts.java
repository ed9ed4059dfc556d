package shop.handover.fulfillment.config;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;
import shop.handover.fulfillment.ledger.Reconcile;
import shop.handover.fulfillment.mail.Backoff;
import shop.handover.fulfillment.mail.Courier;
import shop.handover.fulfillment.mail.Desk;
import shop.handover.fulfillment.mail.Letters;
import shop.handover.fulfillment.mail.Summary;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.health.StripeKeyReadiness;
import shop.handover.kit.language.Languages;
import shop.handover.kit.link.DownloadTokens;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.Seal;
import shop.handover.kit.stripe.Mode;
import shop.handover.kit.stripe.StripeAccess;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.kit.stripe.WebhookSignature;

/// The store kit's parts, built from the configuration once and at start, so that a wrong key stops the service
/// instead of its first sale.
@ApplicationScoped
class Parts {

    // Not used: a record on Kafka is good whenever it was signed.
    private static final Duration ANY_TOLERANCE = Duration.ofMinutes(5);

    @Produces
    @Singleton
    @Startup
    Mode mode(FulfillmentConfig config) {
        return Mode.of(config.stripe().secretKey());
    }

    @Produces
    @Singleton
    @Startup
    WebhookSignature signature(FulfillmentConfig config) {
        return new WebhookSignature(config.stripe().webhookSecrets(), ANY_TOLERANCE);
    }

    @Produces
    @Singleton
    @Startup
    CatalogFile catalog(FulfillmentConfig config) {
        return CatalogFile.open(config.catalogPath());
    }

    @Produces
    @Singleton
    @Startup
    Languages languages(CatalogFile catalog) {
        return Languages.beside(catalog.folder());
    }

    @Produces
    @Singleton
    @Startup
    LinkKeys linkKeys(FulfillmentConfig config) {
        return LinkKeys.parse(config.linkKeys());
    }

    @Produces
    @Singleton
    Seal seal(LinkKeys keys) {
        return new Seal(keys);
    }

    @Produces
    @Singleton
    DownloadTokens tokens(LinkKeys keys) {
        return new DownloadTokens(keys);
    }

    @Produces
    @Singleton
    StripeGateway stripe(FulfillmentConfig config) {
        return new StripeGateway(
                StripeAccess.of(config.stripe().secretKey(), config.stripe().apiBase()));
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck stripeKey(StripeGateway stripe) {
        return new StripeKeyReadiness(stripe);
    }

    void proofread(@Observes StartupEvent start, Letters letters) {
        letters.proofread();
    }

    void close(@Disposes StripeGateway stripe) {
        stripe.close();
    }

    @Produces
    @Singleton
    Courier.Habits habits(FulfillmentConfig config) {
        var mail = config.mail();
        return new Courier.Habits(
                mail.concurrency(), mail.lease(), mail.doubt(), new Backoff(mail.backoff(), mail.giveUp()));
    }

    @Produces
    @Singleton
    Summary.When summary(FulfillmentConfig config) {
        var at = config.mail().summary();
        return new Summary.When(at.equals("never") ? Optional.empty() : Optional.of(LocalTime.parse(at)));
    }

    @Produces
    @Singleton
    Reconcile.Habits ledgerHabits(FulfillmentConfig config) {
        return new Reconcile.Habits(config.ledger().every(), config.ledger().inFlight());
    }

    @Produces
    @Singleton
    @Startup
    Desk desk(FulfillmentConfig config) {
        return new Desk(config.publicUrl(), config.linkMailTtl(), config.mail().sender());
    }

    @Produces
    @Singleton
    Clock clock(FulfillmentConfig config) {
        return Clock.system(config.timeZone());
    }
}
