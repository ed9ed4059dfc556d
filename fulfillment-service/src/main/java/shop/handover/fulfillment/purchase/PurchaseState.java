package shop.handover.fulfillment.purchase;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import shop.handover.fulfillment.purchase.Fact.Kind;
import shop.handover.kit.entitlement.Entitlement;
import shop.handover.kit.entitlement.Standing;
import shop.handover.kit.entitlement.Standing.Dispute;
import shop.handover.kit.entitlement.Standing.Payment;

/// What a payment's facts come to: the one place where a status is derived. Pure; order and repetition of the facts do
/// not matter.
///
/// @param refunded in minor units, failed refunds left out, never more than was paid
/// @param refusal why the files are not handed out; empty where they are
/// @param heldReason why a person must look, even where one has looked since; empty where none
public record PurchaseState(Status status, boolean entitled, String refusal, long refunded, String heldReason) {

    /// Folds all facts of one payment.
    public static PurchaseState of(Collection<Fact> facts) {
        var standing = standing(facts);
        var entitlement = Entitlement.of(standing);
        return new PurchaseState(
                status(standing),
                entitlement instanceof Entitlement.Granted,
                refusal(entitlement),
                standing.refunded(),
                facts.stream()
                        .filter(fact -> fact.kind() == Kind.HELD)
                        .map(Fact::reason)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("; ")));
    }

    private static Standing standing(Collection<Fact> facts) {
        var kinds = facts.stream().map(Fact::kind).collect(Collectors.toSet());
        var paid = facts.stream()
                .filter(fact -> fact.kind() == Kind.SETTLED)
                .mapToLong(Fact::amount)
                .max()
                .orElse(0);
        var refunded = refunded(facts);
        return new Standing(
                true,
                payment(kinds),
                paid,
                kinds.contains(Kind.SETTLED) ? Math.min(paid, refunded) : refunded,
                dispute(facts),
                kinds.contains(Kind.WITHDRAWN),
                kinds.contains(Kind.HELD) && !kinds.contains(Kind.RELEASED),
                kinds.contains(Kind.REVOKED));
    }

    // Money outranks everything: Stripe may tell of an expiry or a failed try after the payment.
    private static Payment payment(Set<Kind> kinds) {
        if (kinds.contains(Kind.SETTLED)) {
            return Payment.SETTLED;
        }
        if (kinds.contains(Kind.FAILED)) {
            return Payment.FAILED;
        }
        if (kinds.contains(Kind.EXPIRED)) {
            return Payment.EXPIRED;
        }
        return kinds.contains(Kind.AWAITING) ? Payment.PROCESSING : Payment.OPEN;
    }

    // Refunds are told twice, each by itself and as their charge's sum. The sum counts where a refund's own event is
    // missing, less what failed since.
    private static long refunded(Collection<Fact> facts) {
        var failed = perRefund(facts, EnumSet.of(Kind.REFUND_FAILED));
        var all = perRefund(facts, EnumSet.of(Kind.REFUND_PENDING, Kind.REFUND_SUCCEEDED, Kind.REFUND_FAILED));
        var byCharge = facts.stream()
                .filter(fact -> fact.kind() == Kind.CHARGE_REFUNDED)
                .collect(groupingBy(Fact::object, reducing(0L, Fact::amount, Math::max)))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
        return Math.max(all - failed, Math.max(0, byCharge - failed));
    }

    private static long perRefund(Collection<Fact> facts, Set<Kind> kinds) {
        return facts.stream()
                .filter(fact -> kinds.contains(fact.kind()))
                .collect(groupingBy(Fact::object, reducing(0L, Fact::amount, Math::max)))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Dispute dispute(Collection<Fact> facts) {
        var outcomes = facts.stream()
                .filter(fact -> EnumSet.of(Kind.DISPUTE_OPENED, Kind.DISPUTE_WON, Kind.DISPUTE_LOST)
                        .contains(fact.kind()))
                .collect(groupingBy(Fact::object, Collectors.mapping(Fact::kind, Collectors.toSet())))
                .values()
                .stream()
                .map(PurchaseState::outcome)
                .collect(Collectors.toSet());
        return List.of(Dispute.OPEN, Dispute.LOST, Dispute.WON).stream()
                .filter(outcomes::contains)
                .findFirst()
                .orElse(Dispute.NONE);
    }

    // A lost dispute can be won back later; its funds are then reinstated, and that is the end of it.
    private static Dispute outcome(Set<Kind> kinds) {
        if (kinds.contains(Kind.DISPUTE_WON)) {
            return Dispute.WON;
        }
        return kinds.contains(Kind.DISPUTE_LOST) ? Dispute.LOST : Dispute.OPEN;
    }

    private static Status status(Standing standing) {
        return switch (standing.payment()) {
            case OPEN -> Status.UNKNOWN;
            case PROCESSING -> Status.AWAITING;
            case FAILED -> Status.FAILED;
            case EXPIRED -> Status.EXPIRED;
            case SETTLED -> settled(standing);
        };
    }

    private static Status settled(Standing standing) {
        return switch (Entitlement.of(standing)) {
            case Entitlement.Refused(var reason) ->
                switch (reason) {
                    case REFUNDED -> Status.REFUNDED;
                    case WITHDRAWN -> Status.WITHDRAWN;
                    case DISPUTED -> standing.dispute() == Dispute.OPEN ? Status.DISPUTED : Status.DISPUTE_LOST;
                    case HELD -> Status.HELD;
                    case REVOKED -> Status.REVOKED;
                    case FOREIGN, UNPAID, FAILED, EXPIRED ->
                        throw new IllegalStateException("a settled payment is not " + reason);
                };
            case Entitlement.Granted(), Entitlement.Waiting() -> granted(standing);
        };
    }

    private static Status granted(Standing standing) {
        if (standing.refunded() > 0) {
            return Status.PARTIALLY_REFUNDED;
        }
        return standing.dispute() == Dispute.WON ? Status.DISPUTE_WON : Status.PAID;
    }

    private static String refusal(Entitlement entitlement) {
        return switch (entitlement) {
            case Entitlement.Granted() -> "";
            case Entitlement.Waiting() -> "WAITING";
            case Entitlement.Refused(var reason) -> reason.name();
        };
    }
}
