package shop.handover.fulfillment.purchase;

import shop.handover.kit.event.StripeEventRecord;

/// Understands what Stripe says. Decides from the record alone: no call, no clock; never throws over what it reads.
public interface Interpreter {

    /// Checks the record's own signature, whoever put it on Kafka, and translates it.
    Heard hear(StripeEventRecord told);
}
