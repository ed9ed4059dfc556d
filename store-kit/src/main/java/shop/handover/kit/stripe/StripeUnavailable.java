package shop.handover.kit.stripe;

import java.time.Duration;

/// Stripe did not answer, answered 5xx, or asked us to slow down. It will pass: worth a retry, never a verdict.
public final class StripeUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;
    private final boolean reached;

    StripeUnavailable(String why, boolean reached, Duration retryAfter, Throwable cause) {
        super(why, cause);
        this.reached = reached;
        this.retryAfter = retryAfter;
    }

    /// Whether Stripe was there but in trouble (502 to our caller), or not there at all (503).
    public boolean reached() {
        return reached;
    }

    /// When to come back.
    public Duration retryAfter() {
        return retryAfter;
    }
}
