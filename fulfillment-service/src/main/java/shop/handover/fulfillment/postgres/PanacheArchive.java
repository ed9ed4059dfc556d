package shop.handover.fulfillment.postgres;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
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
    public Uni<Boolean> owe(Filed purchase, Asked asked, Share share, Instant now) {
        return Panache.withTransaction(() -> MailRow.ofRequest(purchase.id(), asked.kind(), asked.requestId())
                .chain(heard ->
                        heard > 0 ? Uni.createFrom().item(false) : oweWithin(share, purchase.id(), asked, now)));
    }

    private static Uni<Boolean> oweWithin(Share share, long purchase, Asked asked, Instant now) {
        return MailRow.since(purchase, asked.kind(), now.minus(share.within()))
                .chain(lately -> lately >= share.most()
                        ? Uni.createFrom().item(false)
                        : MailRow.ever(purchase, asked.kind())
                                .chain(ever -> MailRow.askedFor(purchase, asked.kind(), ever + 1, detail(asked), now)
                                        .persist())
                                .replaceWith(true));
    }

    private static String detail(Asked asked) {
        return asked.detail().isEmpty() ? asked.requestId() : asked.requestId() + "\n" + asked.detail();
    }

    private static List<Filed> filed(List<PurchaseRow> rows) {
        return rows.stream().map(PurchaseRow::toFiled).toList();
    }
}
