package shop.handover.download.delivery;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import shop.handover.download.delivery.RecordedPurchases.Recorded;
import shop.handover.kit.entitlement.Entitlement;
import shop.handover.kit.entitlement.Entitlement.Reason;
import shop.handover.kit.stripe.CheckoutId;

/// Finds out whether a purchase gives its files: our own record may veto, Stripe decides, and where Stripe is away our
/// record stands in.
@ApplicationScoped
public class CheckPurchase {

    // A buyer whom we know waits no longer for a Stripe in trouble.
    private static final Duration PATIENCE_WITH_A_RECORD = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Checkouts checkouts;
    private final RecordedPurchases purchases;

    CheckPurchase(Checkouts checkouts, RecordedPurchases purchases) {
        this.checkouts = checkouts;
        this.purchases = purchases;
    }

    /// Checks one purchase. May be asked as often as one likes.
    public Uni<Checked> check(CheckoutId checkout) {
        var recorded = purchases.of(checkout);
        return recorded.flatMap(CheckPurchase::veto)
                .map(veto -> Uni.createFrom().item(veto))
                .orElseGet(() -> known(checkout, recorded));
    }

    // Most requests end here, without a thread or a timer of their own.
    private Uni<Checked> known(CheckoutId checkout, Optional<Recorded> recorded) {
        return checkouts
                .kept(checkout)
                .map(told -> Uni.createFrom().item(decided(told, recorded)))
                .orElseGet(() -> asked(checkout, recorded));
    }

    private Uni<Checked> asked(CheckoutId checkout, Optional<Recorded> recorded) {
        return recorded.map(record -> checkouts
                        .find(checkout)
                        .ifNoItem()
                        .after(PATIENCE_WITH_A_RECORD)
                        .recoverWithItem(new Told.Away(SOON))
                        .map(told -> decided(told, recorded)))
                .orElseGet(() -> checkouts.find(checkout).map(told -> decided(told, recorded)));
    }

    private static Optional<Checked> veto(Recorded recorded) {
        return recorded.refusal()
                .map(reason ->
                        new Checked.Refused(reason, Optional.of(recorded.product()), Optional.of(recorded.since())));
    }

    private static Checked decided(Told told, Optional<Recorded> recorded) {
        return switch (told) {
            case Told.Known(var checkout) -> of(checkout);
            case Told.Foreign() -> new Checked.Refused(Reason.FOREIGN, Optional.empty(), Optional.empty());
            case Told.Away(var pause) ->
                recorded.<Checked>map(record -> new Checked.Good(record.product(), Optional.empty()))
                        .orElseGet(() -> new Checked.Away(pause));
        };
    }

    private static Checked of(Checkout checkout) {
        return switch (Entitlement.of(checkout.standing())) {
            case Entitlement.Granted() -> new Checked.Good(checkout.product(), Optional.of(checkout));
            case Entitlement.Waiting() -> new Checked.Waiting(checkout);
            case Entitlement.Refused(var reason) ->
                new Checked.Refused(reason, Optional.of(checkout.product()), Optional.empty());
        };
    }
}
