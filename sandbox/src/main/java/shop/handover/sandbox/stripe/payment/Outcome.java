package shop.handover.sandbox.stripe.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import shop.handover.sandbox.stripe.wire.StripeError;

/// What an attempt to pay came to, with the payment intent as it then stands.
public sealed interface Outcome {

    ObjectNode intent();

    record Paid(ObjectNode intent) implements Outcome {}

    /// The bank decides later.
    record Pending(ObjectNode intent) implements Outcome {}

    /// The buyer must prove who they are first.
    record NeedsAction(ObjectNode intent) implements Outcome {}

    /// Refused; `why` is what Stripe's API answers.
    record Declined(ObjectNode intent, StripeError why) implements Outcome {}
}
