package shop.handover.fulfillment.purchase;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import shop.handover.fulfillment.purchase.Fact.Kind;
import shop.handover.fulfillment.purchase.Heard.News;
import shop.handover.fulfillment.purchase.Purchases.Recorded;
import shop.handover.fulfillment.purchase.Register.Entry;

/// A person looked at a held payment and lets it go: one more fact, and the mails follow. Safe to repeat.
@ApplicationScoped
public class Release {

    private final Purchases purchases;
    private final Bell bell;
    private final Clock clock;

    Release(Purchases purchases, Bell bell, Clock clock) {
        this.purchases = purchases;
        this.bell = bell;
        this.clock = clock;
    }

    /// Records it.
    public Uni<Recorded> release(Entry held) {
        var checkout = held.sale().checkout().value();
        var fact = Fact.of(Kind.RELEASED, checkout, clock.instant());
        var news = new News(
                "operator:release:" + checkout,
                "operator.release",
                held.paymentKey(),
                List.of(fact),
                Optional.empty(),
                Optional.empty());
        return purchases.record(List.of(news)).invoke(bell::ring);
    }
}
