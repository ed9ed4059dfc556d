package shop.handover.fulfillment.postgres;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import shop.handover.fulfillment.mail.MailKind;
import shop.handover.fulfillment.request.Archive;

/// The archive. A request is rare and small, so entities read better here than the set-wise SQL of the consumer.
@ApplicationScoped
class PanacheArchive implements Archive {

    private static final int MOST = 20;

    @Override
    public Uni<List<Filed>> bySession(String session) {
        return Panache.withSession(() -> PurchaseRow.ofSession(session)).map(PanacheArchive::filed);
    }

    @Override
    public Uni<List<Filed>> byEmail(String email) {
        return Panache.withSession(() -> PurchaseRow.ofEmail(email, MOST)).map(PanacheArchive::filed);
    }

    // Two requests at once may count the same: then one breaks the unique rule, fails whole and comes again.
    @Override
    public Uni<Boolean> owe(Filed purchase, MailKind kind, String requestId, Share share, Instant now) {
        return Panache.withTransaction(() -> MailRow.ofRequest(purchase.id(), kind, requestId)
                .chain(heard -> heard > 0
                        ? Uni.createFrom().item(false)
                        : oweWithin(share, purchase.id(), kind, requestId, now)));
    }

    private static Uni<Boolean> oweWithin(Share share, long purchase, MailKind kind, String requestId, Instant now) {
        return MailRow.since(purchase, kind, now.minus(share.within()))
                .chain(lately -> lately >= share.most()
                        ? Uni.createFrom().item(false)
                        : MailRow.ever(purchase, kind)
                                .chain(ever -> MailRow.askedFor(purchase, kind, ever + 1, requestId, now)
                                        .persist())
                                .replaceWith(true));
    }

    private static List<Filed> filed(List<PurchaseRow> rows) {
        return rows.stream().map(PurchaseRow::toFiled).toList();
    }
}
