package shop.handover.download.delivery;

import java.time.Duration;

/// What Stripe says of a checkout.
public sealed interface Told {

    /// It is ours, and this is how it stands.
    record Known(Checkout checkout) implements Told {}

    /// There is none of this id, or it is not a sale of this shop.
    record Foreign() implements Told {}

    /// Stripe cannot be asked right now.
    record Away(Duration retryAfter) implements Told {}
}
