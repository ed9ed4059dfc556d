package shop.handover.kit.stripe;

import java.time.Instant;

/// Whether a webhook call is Stripe's.
public sealed interface SignatureVerdict {

    /// Signed with one of our secrets.
    ///
    /// @param secret its place in the list; past 0 the endpoint's secret is being rotated
    /// @param signedAt by Stripe's clock
    record Genuine(int secret, Instant signedAt) implements SignatureVerdict {}

    /// Not Stripe's, or too old to be told from a replay.
    record Forged(Reason reason) implements SignatureVerdict {}

    /// Why; for the log and the metric, never for the caller.
    enum Reason {
        /// No header, or not of the form `t=…,v1=…`.
        MALFORMED_HEADER,
        /// Signed too long ago or too far in the future.
        STALE,
        /// No `v1` fits any of our secrets.
        WRONG_SIGNATURE
    }
}
