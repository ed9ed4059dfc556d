package shop.handover.torture.scenario;

import java.util.Optional;

/// What a story must come to in the end, written from the story and not from the code that folds events.
///
/// @param status of the purchase, as the table and the topic name it
/// @param entitled whether the files may be had
/// @param refunded in minor units
public record Expected(String status, boolean entitled, long refunded) {

    /// The purchase that must be there; empty where there must be none.
    ///
    /// @param paid in minor units
    public static Optional<Expected> of(Kind kind, long paid) {
        return Optional.ofNullable(
                switch (kind) {
                    case PAID, PAID_LATER, FREE, REFUND_THAT_FAILS -> new Expected("PAID", true, 0);
                    case PARTLY_REFUNDED -> new Expected("PARTIALLY_REFUNDED", true, part(paid));
                    case REFUNDED_FIRST, REFUNDED_AFTER, REFUNDED_IN_HALVES -> new Expected("REFUNDED", false, paid);
                    case DISPUTED -> new Expected("DISPUTED", false, 0);
                    case DISPUTE_WON -> new Expected("DISPUTE_WON", true, 0);
                    case DISPUTE_LOST -> new Expected("DISPUTE_LOST", false, 0);
                    case FAILED_LATER, EXPIRED, ABANDONED -> null;
                });
    }

    /// What a partial refund sends back.
    public static long part(long paid) {
        return paid / 3;
    }
}
