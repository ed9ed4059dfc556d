package shop.handover.webhook.event;

import shop.handover.kit.event.EventEnvelope;

/// What became of a webhook call. Closed: a new case breaks every `switch` that forgot it.
public sealed interface Receipt {

    /// The event is in Kafka; Stripe may forget it.
    record Published(EventEnvelope event) implements Receipt {}

    /// Genuine, but of a type this shop does not act on, or from an account that is not ours.
    record Ignored(EventEnvelope event) implements Receipt {}

    /// Not to be believed. The caller learns only the refusal; the log and the metric learn `why`.
    record Rejected(Reason why) implements Receipt {}

    /// Why a call was refused.
    enum Reason {
        /// No `Stripe-Signature`, or not of its form.
        MALFORMED_HEADER,
        /// Signed too long ago, or in the future.
        STALE,
        /// Signed with none of our secrets.
        WRONG_SIGNATURE,
        /// Signed by Stripe, but not an event.
        NOT_AN_EVENT,
        /// Test money told to a live shop, or real money to a test shop.
        WRONG_MODE
    }
}
