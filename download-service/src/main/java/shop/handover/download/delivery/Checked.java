package shop.handover.download.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import shop.handover.kit.entitlement.Entitlement.Reason;

/// How a purchase stands for its buyer.
public sealed interface Checked {

    /// Its files may be handed out.
    ///
    /// @param product the slug it was sold under
    /// @param checkout absent where only our own record could vouch for it
    record Good(String product, Optional<Checkout> checkout) implements Checked {}

    /// The bank has not confirmed yet.
    record Waiting(Checkout checkout) implements Checked {}

    /// No file, and why.
    ///
    /// @param product the slug it was sold under; absent where it is not ours
    /// @param since when that came about, where we know
    record Refused(Reason reason, Optional<String> product, Optional<Instant> since) implements Checked {}

    /// Neither Stripe nor our own record can tell right now.
    record Away(Duration retryAfter) implements Checked {}
}
