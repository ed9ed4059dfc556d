package shop.handover.fulfillment.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
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

/// The table `mail`. A lease is a due time moved into the future: a courier that dies loses its mail to the next one.
@ApplicationScoped
class PostgresOutbox implements Outbox {

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
        return Patience.of(pool.withTransaction(connection -> mark(connection, mail, note(fate))));
    }

    @Override
    public Uni<Backlog> backlog() {
        return pool.query(Sql.BACKLOG)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Backlog(
                        row.getLong("mails"), row.getLong("oldest"), row.getLong("doubtful"), row.getLong("failed")));
    }

    private static Uni<Void> mark(SqlConnection connection, OwedMail mail, Note note) {
        var values =
                Tuple.of(mail.id(), mail.attempts(), note.state(), note.at().atOffset(ZoneOffset.UTC), note.error());
        return connection
                .preparedQuery(Sql.MARK)
                .execute(values)
                .chain(rows -> note.state().equals("FAILED") && mail.kind().toBuyer() && rows.size() > 0
                        ? oweBounce(connection, rows.iterator().next().getLong("purchase_id"), mail, note)
                        : Uni.createFrom().voidItem());
    }

    private static Uni<Void> oweBounce(SqlConnection connection, long purchase, OwedMail mail, Note note) {
        return connection
                .preparedQuery(Sql.OWE_BOUNCE)
                .execute(Tuple.of(purchase, mail.id(), note.error()))
                .replaceWithVoid();
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
        return new OwedMail(
                row.getLong("mail_id"),
                MailKind.valueOf(row.getString("kind")),
                row.getLong("sequence"),
                row.getString("detail"),
                row.getInteger("attempts"),
                row.getString("state").equals("IN_DOUBT"),
                row.getOffsetDateTime("owed_at").toInstant(),
                Rows.sale(row),
                Rows.state(row));
    }

    private record Note(String state, Instant at, String error) {}
}
