package shop.handover.fulfillment.ledger;

import java.time.Instant;
import java.util.List;

/// What a look into the ledger came to.
///
/// @param paid sessions of ours that Stripe holds for paid
/// @param recorded of these, the ones that were purchases before
/// @param inFlight of these, the ones that are too young to be missed
/// @param missing sessions, refunds and disputes that should have been there
/// @param repaired of the missing, the ones that are there now
/// @param unexplained what could not be repaired, what we have and Stripe does not, and what differs
/// @param findings what is unexplained, for a person to read; without personal data
/// @param endedAt when it ended
public record Result(
        long paid,
        long recorded,
        long inFlight,
        long missing,
        long repaired,
        long unexplained,
        List<String> findings,
        Instant endedAt) {

    /// Copies the findings.
    public Result {
        findings = List.copyOf(findings);
    }
}
