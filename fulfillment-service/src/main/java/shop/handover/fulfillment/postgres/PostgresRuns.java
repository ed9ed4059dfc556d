package shop.handover.fulfillment.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import shop.handover.fulfillment.ledger.Result;
import shop.handover.fulfillment.ledger.Runs;
import shop.handover.fulfillment.ledger.Span;

/// The table `ledger_run`.
@ApplicationScoped
class PostgresRuns implements Runs {

    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final Pool pool;

    PostgresRuns(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Memory> memory() {
        return Patience.of(pool.query(Sql.RUNS).execute())
                .map(rows -> rows.iterator().next())
                .map(row -> new Memory(time(row, "began"), time(row, "good"), time(row, "whole")));
    }

    @Override
    public Uni<Optional<Result>> last() {
        return Patience.of(pool.query(Sql.LAST_RUN).execute())
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(result(rows.iterator().next())));
    }

    @Override
    public Uni<Long> begin(Span span, Instant now) {
        var values = Tuple.of(span.reach().name(), utc(span.since()), utc(now));
        return Patience.of(pool.preparedQuery(Sql.BEGIN_RUN).execute(values))
                .map(rows -> rows.iterator().next().getLong("id"));
    }

    @Override
    public Uni<Void> end(long run, Result result) {
        var values = Tuple.tuple(List.of(
                run,
                utc(result.endedAt()),
                result.paid(),
                result.recorded(),
                result.inFlight(),
                result.missing(),
                result.repaired(),
                result.unexplained()));
        return Patience.of(pool.preparedQuery(Sql.END_RUN).execute(values))
                .chain(() -> pool.preparedQuery(Sql.FORGET_RUNS)
                        .execute(Tuple.of(utc(result.endedAt().minus(REMEMBERED)))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> fail(long run, String trouble) {
        return Patience.of(pool.preparedQuery(Sql.FAIL_RUN).execute(Tuple.of(run, trouble)))
                .replaceWithVoid();
    }

    private static Result result(Row row) {
        return new Result(
                row.getLong("paid"),
                row.getLong("recorded"),
                row.getLong("in_flight"),
                row.getLong("missing"),
                row.getLong("repaired"),
                row.getLong("unexplained"),
                List.of(),
                row.getOffsetDateTime("ended_at").toInstant());
    }

    private static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
