package shop.handover.kit.stripe;

import java.net.URI;
import java.time.Duration;

/// How Stripe is reached.
///
/// @param secretKey never logged
/// @param apiBase `https://api.stripe.com`, or a double of it
/// @param connectTimeout of one try
/// @param readTimeout of one try
/// @param patience of a whole call with its retries; after it the caller hears [StripeUnavailable]
public record StripeAccess(
        String secretKey, URI apiBase, Duration connectTimeout, Duration readTimeout, Duration patience) {

    /// Time-outs that keep a buyer's request below ten seconds; stripe-java alone would wait 80.
    public static StripeAccess of(String secretKey, URI apiBase) {
        return new StripeAccess(
                secretKey, apiBase, Duration.ofMillis(1500), Duration.ofSeconds(4), Duration.ofSeconds(9));
    }

    /// Refuses a key of unknown mode.
    public StripeAccess {
        Mode.of(secretKey);
    }

    /// Test money or real.
    public Mode mode() {
        return Mode.of(secretKey);
    }

    /// Keeps the key out of logs.
    @Override
    public String toString() {
        return "StripeAccess[" + mode() + ", " + apiBase + "]";
    }
}
