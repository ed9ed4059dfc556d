package shop.handover.fulfillment.ledger;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import shop.handover.fulfillment.purchase.Heard.News;

/// What we recorded.
public interface Records {

    /// Looks each news up, in the order given.
    Uni<List<Match>> match(List<News> news);

    /// Ids of the sessions, refunds and disputes that we hold for true of that time.
    Uni<List<String>> held(Instant from, Instant until);

    /// Does the work unless somebody else, in this process or another, is at it: then empty, at once.
    <T> Uni<Optional<T>> alone(Supplier<Uni<T>> work);

    /// How a piece of news lies in our records.
    ///
    /// @param sold whether its payment is a purchase of ours
    /// @param total of that purchase in minor units; 0 where there is none
    /// @param told whether we know the very fact
    record Match(News news, boolean sold, long total, boolean told) {}
}
