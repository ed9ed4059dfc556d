package shop.handover.fulfillment.stripe;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import shop.handover.kit.stripe.KeyCheck;
import shop.handover.kit.stripe.KeyCheck.Standing;
import shop.handover.kit.stripe.StripeGateway;

/// Not ready with a key that Stripe refuses: a roll-out with a wrong one stops at its first replica. Ready while
/// Stripe is away, since events are recorded without it.
@Readiness
@ApplicationScoped
class StripeKeyReadiness implements HealthCheck {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final KeyCheck key;

    StripeKeyReadiness(StripeGateway stripe) {
        this.key = new KeyCheck(stripe, PAUSE);
    }

    @Override
    public HealthCheckResponse call() {
        var standing = key.standing();
        return HealthCheckResponse.named("Stripe key")
                .status(standing == Standing.ACCEPTED || standing == Standing.AWAY)
                .withData("standing", standing.name())
                .build();
    }
}
