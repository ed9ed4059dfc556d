package shop.handover.fulfillment.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import shop.handover.fulfillment.mail.Address;
import shop.handover.fulfillment.mail.Declaration;
import shop.handover.fulfillment.mail.Notice;
import shop.handover.fulfillment.mail.Notice.AcknowledgedWithdrawal;
import shop.handover.fulfillment.mail.Notice.DailySummary;
import shop.handover.fulfillment.mail.Notice.Needs;
import shop.handover.fulfillment.mail.Notice.UnmatchedWithdrawal;
import shop.handover.fulfillment.mail.Notices;
import shop.handover.fulfillment.mail.Outbox.Fate;

/// The table `notice`.
@ApplicationScoped
class PostgresNotices implements Notices {

    private final Pool pool;
    private final Clock clock;

    PostgresNotices(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Uni<Integer> owe(Declaration declared, String locale, String requestId) {
        return Patience.of(pool.preparedQuery(NoticeSql.OWE).execute(Tuple.of(requestId, declared.kept())))
                .chain(told -> acknowledge(declared, locale, requestId).map(answered -> told.rowCount() + answered));
    }

    private Uni<Integer> acknowledge(Declaration declared, String locale, String requestId) {
        if (!Address.looksRight(declared.email())) {
            return Uni.createFrom().item(0);
        }
        var values = Tuple.of(requestId, declared.email(), locale + "\n" + declared.kept());
        return Patience.of(pool.preparedQuery(NoticeSql.ACKNOWLEDGE).execute(values))
                .map(rows -> rows.rowCount());
    }

    @Override
    public Uni<Boolean> summarised(LocalDate day) {
        return Patience.of(pool.preparedQuery(NoticeSql.SUMMARISED).execute(Tuple.of(day.toString())))
                .map(rows -> rows.size() > 0);
    }

    @Override
    public Uni<Boolean> summarise(LocalDate day, Instant now, long deadLetters) {
        var values = Tuple.of(day.toString(), now.atOffset(ZoneOffset.UTC), deadLetters);
        return Patience.of(pool.preparedQuery(NoticeSql.SUMMARISE).execute(values))
                .map(rows -> rows.size() > 0
                        && rows.iterator().next().getString("state").equals("OWED"));
    }

    @Override
    public Uni<Optional<OwedNotice>> lease(Duration lease) {
        return Patience.of(pool.preparedQuery(NoticeSql.LEASE).execute(Tuple.of(lease.toMillis() / 1000.0)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(owed(rows.iterator().next())));
    }

    @Override
    public Uni<Void> mark(OwedNotice owed, Fate fate) {
        var values = switch (fate) {
            case Fate.Sent(var at) -> values(owed, "SENT", at, "");
            case Fate.Again(var at, var why) -> values(owed, "OWED", at, why);
            case Fate.InDoubt(var at, var why) -> values(owed, "OWED", at, why);
            case Fate.Failed(var why) -> values(owed, "FAILED", clock.instant(), why);
            case Fate.Withheld() -> values(owed, "NOTHING_TO_SAY", clock.instant(), "");
        };
        return Patience.of(pool.preparedQuery(NoticeSql.MARK).execute(values)).replaceWithVoid();
    }

    private static Tuple values(OwedNotice owed, String state, Instant at, String error) {
        return Tuple.of(owed.id(), owed.attempts(), state, at.atOffset(ZoneOffset.UTC), error);
    }

    private static OwedNotice owed(Row row) {
        var owedAt = row.getOffsetDateTime("owed_at").toInstant();
        return new OwedNotice(
                row.getLong("id"), row.getString("key"), row.getInteger("attempts"), owedAt, notice(row, owedAt));
    }

    private static Notice notice(Row row, Instant owedAt) {
        var body = row.getString("body");
        return switch (row.getString("kind")) {
            case "UNMATCHED_WITHDRAWAL" -> new UnmatchedWithdrawal(Declaration.parse(body));
            case "ACKNOWLEDGED_WITHDRAWAL" -> {
                var parts = body.split("\n", 2);
                yield new AcknowledgedWithdrawal(Declaration.parse(parts[1]), parts[0]);
            }
            default -> new DailySummary(owedAt, needs(body));
        };
    }

    private static Needs needs(String body) {
        var counts = Arrays.stream(body.split(" ")).mapToLong(Long::parseLong).toArray();
        return new Needs(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
    }
}
