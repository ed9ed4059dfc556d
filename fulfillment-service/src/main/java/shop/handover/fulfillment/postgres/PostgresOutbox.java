package shop.handover.fulfillment.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import shop.handover.fulfillment.config.FulfillmentConfig;
import shop.handover.fulfillment.mail.MailKind;
import shop.handover.fulfillment.mail.Outbox;
import shop.handover.fulfillment.mail.OwedMail;
import shop.handover.fulfillment.purchase.PurchaseState;
import shop.handover.fulfillment.purchase.Sale;
import shop.handover.fulfillment.purchase.Status;
import shop.handover.kit.stripe.CheckoutId;

/// The table `mail`. A lease is a due time moved into the future: a courier that dies loses its mail to the next one.
@ApplicationScoped
class PostgresOutbox implements Outbox {

    private static final PurchaseState NOTHING_SOLD = new PurchaseState(Status.FAILED, false, "FAILED", 0, "");

    private final Pool pool;
    private final double leaseSeconds;
    private final Clock clock;

    PostgresOutbox(Pool pool, FulfillmentConfig config, Clock clock) {
        this.pool = pool;
        this.leaseSeconds = config.mail().lease().toMillis() / 1000.0;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<OwedMail>> lease() {
        return Patience.of(pool.preparedQuery(Sql.LEASE).execute(Tuple.of(leaseSeconds)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(mail(rows.iterator().next())));
    }

    @Override
    public Uni<Void> mark(OwedMail mail, Fate fate) {
        var note = note(fate);
        var values = Tuple.of(
                mail.id(),
                mail.attempts(),
                note.state(),
                note.at().atOffset(ZoneOffset.UTC),
                note.error(),
                mail.kind().toBuyer());
        return Patience.of(pool.preparedQuery(Sql.MARK).execute(values)).replaceWithVoid();
    }

    @Override
    public Uni<Backlog> backlog() {
        return pool.query(Sql.BACKLOG)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Backlog(
                        row.getLong("mails"), row.getLong("oldest"), row.getLong("doubtful"), row.getLong("failed")));
    }

    private Note note(Fate fate) {
        return switch (fate) {
            case Fate.Sent(var at) -> new Note("SENT", at, "");
            case Fate.Again(var at, var why) -> new Note("OWED", at, why);
            case Fate.InDoubt(var at, var why) -> new Note("IN_DOUBT", at, why);
            case Fate.Failed(var why) -> new Note("FAILED", clock.instant(), why);
            case Fate.Withheld() -> new Note("WITHHELD", clock.instant(), "");
        };
    }

    private static OwedMail mail(Row row) {
        var sold = Optional.ofNullable(row.getString("checkout_session_id")).map(_ -> Rows.sale(row));
        return new OwedMail(
                row.getLong("mail_id"),
                MailKind.valueOf(row.getString("kind")),
                row.getLong("sequence"),
                row.getString("detail"),
                row.getInteger("attempts"),
                row.getString("state").equals("IN_DOUBT"),
                row.getOffsetDateTime("owed_at").toInstant(),
                sold.map(Sale::checkout).orElseGet(() -> new CheckoutId(row.getString("unsold_session"))),
                sold,
                sold.isEmpty() ? NOTHING_SOLD : Rows.state(row));
    }

    private record Note(String state, Instant at, String error) {}
}
