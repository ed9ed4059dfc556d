package shop.handover.fulfillment.ledger;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import shop.handover.fulfillment.purchase.Heard.News;

/// What Stripe has on its books of this shop. Read page by page and slowly, so that buyers never wait for a slot at
/// Stripe because of it. Fails where Stripe is away: that will pass.
public interface Account {

    /// Sessions that were created since then and are paid. Their time is that of their creation.
    Multi<Page> paidSessions(Instant since);

    /// The events since then that told of a payment. Their time is that of the payment.
    Multi<Page> paymentEvents(Instant since);

    /// Refunds and disputes that were created since then, of anybody's payments. Their time is that of their creation.
    Multi<Page> changes(Instant since);

    /// The events since then that told of refunds and disputes, of anybody's payments.
    Multi<Page> changeEvents(Instant since);

    /// Whether Stripe knows a session that is paid, a refund, a dispute by that id.
    Uni<Boolean> knows(String object);

    /// Up to a hundred objects.
    ///
    /// @param unreadable ids of objects that are ours and cannot be understood
    record Page(List<News> news, List<String> unreadable) {}
}
