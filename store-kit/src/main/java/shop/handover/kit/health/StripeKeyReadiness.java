package shop.handover.kit.health;

import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import shop.handover.kit.stripe.KeyCheck;
import shop.handover.kit.stripe.KeyCheck.Standing;
import shop.handover.kit.stripe.StripeGateway;

/// Not ready with a key that Stripe refuses: a roll-out with a wrong one stops at its first replica. Ready while
/// Stripe is away, for services whose work goes on without it. Asks Stripe at most every ten seconds.
public final class StripeKeyReadiness implements HealthCheck {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final KeyCheck key;

    public StripeKeyReadiness(StripeGateway stripe) {
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
