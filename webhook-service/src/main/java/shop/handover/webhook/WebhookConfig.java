package shop.handover.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;

/// Everything an operator may set in webhook-service.
@ConfigMapping(prefix = "handover.webhook")
public interface WebhookConfig {

    /// Signing secrets of the Stripe endpoint, `whsec_…`. Two only while one is being rotated out. No default: a
    /// service that cannot tell Stripe from a stranger must not start.
    @NotEmpty
    List<String> signingSecrets();

    /// Only its prefix matters here: test money or real. No default: a service that cannot tell them apart must not
    /// start.
    String stripeSecretKey();

    /// How far the signed time may lie from ours, both ways. Stripe's libraries use five minutes.
    ///
    /// @see <a href="https://docs.stripe.com/webhooks#replay-attacks">Stripe: replay attacks</a>
    @WithDefault("5m")
    Duration tolerance();

    /// How long Kafka may take to keep an event before Stripe is told to come back. Below eight seconds, so that the
    /// answer is ours and not a time-out.
    @WithDefault("7s")
    Duration patience();

    /// How long a caller may take to send a whole request.
    @WithDefault("15s")
    Duration sendingTime();
}
