package shop.handover.webhook;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import shop.handover.kit.stripe.Mode;
import shop.handover.kit.stripe.WebhookSignature;

/// Makes the pieces that need settings; faulty settings stop the service here, before it takes a request.
@ApplicationScoped
class Wiring {

    @Produces
    @Singleton
    @Startup
    WebhookSignature signatures(WebhookConfig config) {
        return new WebhookSignature(config.signingSecrets(), config.tolerance());
    }

    @Produces
    @Singleton
    @Startup
    Mode mode(WebhookConfig config) {
        return Mode.of(config.stripeSecretKey());
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
