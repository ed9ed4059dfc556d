package shop.handover.download.visit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import shop.handover.download.delivery.Checkout;
import shop.handover.download.delivery.Checkouts;
import shop.handover.download.delivery.RecordedPurchases;
import shop.handover.download.delivery.RecordedPurchases.Recorded;
import shop.handover.download.delivery.Told;
import shop.handover.kit.link.ReturnTicket;
import shop.handover.kit.stripe.CheckoutId;

/// Lets a buyer in who comes back from Stripe. Without a ticket of ours nobody is asked anything.
@ApplicationScoped
public class Welcome {

    // Stripe lets a session be paid for a day at most.
    private static final Duration LONGEST_SESSION = Duration.ofDays(1);

    private final ReturnTicket tickets;
    private final Checkouts checkouts;
    private final RecordedPurchases purchases;
    private final Visits visits;
    private final Clock clock;

    Welcome(ReturnTicket tickets, Checkouts checkouts, RecordedPurchases purchases, Visits visits, Clock clock) {
        this.tickets = tickets;
        this.checkouts = checkouts;
        this.purchases = purchases;
        this.visits = visits;
        this.clock = clock;
    }

    /// @param session what the address says
    /// @param ticket the `r` of the address
    public Uni<Welcomed> welcome(String session, String ticket) {
        var nonce = tickets.nonce(ticket);
        if (nonce.isEmpty() || session == null || !CheckoutId.looksRight(session)) {
            return Uni.createFrom().item(new Welcomed.Incomplete());
        }
        return checkouts.find(new CheckoutId(session)).map(told -> welcomed(told, nonce.get()));
    }

    private Welcomed welcomed(Told told, String nonce) {
        return switch (told) {
            case Told.Away(var pause) -> new Welcomed.Away(pause);
            case Told.Foreign() -> new Welcomed.Foreign();
            case Told.Known(var checkout) ->
                checkout.nonce().equals(nonce) ? admitted(checkout) : new Welcomed.Incomplete();
        };
    }

    private Welcomed admitted(Checkout checkout) {
        var now = clock.instant();
        var visit = new Visit(checkout.id(), beginning(checkout, now));
        var isOver = !now.isBefore(visits.end(visit)) || now.isAfter(latest(checkout));
        return isOver ? new Welcomed.Over() : new Welcomed.In(visit);
    }

    // Stripe sends the buyer back as soon as he has paid: the payment is the first visit, and who shows the address
    // again later goes on with it. A free order has no payment; when it was placed, our own record tells, seconds
    // later.
    private Instant beginning(Checkout checkout, Instant now) {
        return checkout.bill()
                .chargedAt()
                .or(() -> purchases.of(checkout.id()).map(Recorded::paidAt))
                .filter(now::isAfter)
                .orElse(now);
    }

    private Instant latest(Checkout checkout) {
        return checkout.bill().openedAt().plus(LONGEST_SESSION).plus(visits.life());
    }
}
