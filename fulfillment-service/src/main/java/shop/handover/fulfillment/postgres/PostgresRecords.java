package shop.handover.fulfillment.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import shop.handover.fulfillment.ledger.Records;
import shop.handover.fulfillment.purchase.Heard.News;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.stripe.Mode;

/// Facts and purchases as the ledger looks them up.
@ApplicationScoped
class PostgresRecords implements Records {

    private final Pool pool;
    private final CatalogFile catalog;
    private final Mode mode;

    PostgresRecords(Pool pool, CatalogFile catalog, Mode mode) {
        this.pool = pool;
        this.catalog = catalog;
        this.mode = mode;
    }

    @Override
    public Uni<List<Match>> match(List<News> news) {
        if (news.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var asked = new JsonArray();
        for (var i = 0; i < news.size(); i++) {
            asked.add(Rows.json(news.get(i).paymentKey(), news.get(i).facts().getFirst())
                    .put("place", i));
        }
        return Patience.of(pool.preparedQuery(Sql.MATCH).execute(Tuple.of(asked)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> match(row, news))
                        .toList());
    }

    private static Match match(Row row, List<News> news) {
        return new Match(
                news.get(row.getInteger("place")),
                row.getBoolean("sold"),
                row.getLong("total"),
                row.getBoolean("told"));
    }

    @Override
    public Uni<List<String>> held(Instant from, Instant until) {
        var values = Tuple.of(
                catalog.current().shop().id(),
                mode.livemode(),
                from.atOffset(ZoneOffset.UTC),
                until.atOffset(ZoneOffset.UTC));
        return Patience.of(pool.preparedQuery(Sql.OURS).execute(values))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("object"))
                        .toList());
    }

    @Override
    public <T> Uni<Optional<T>> alone(Supplier<Uni<T>> work) {
        return pool.withConnection(connection -> flag(connection, Sql.TRY_LEDGER)
                .chain(mine -> mine
                        ? Uni.createFrom()
                                .deferred(work::get)
                                .map(Optional::ofNullable)
                                .eventually(() -> flag(connection, Sql.LEAVE_LEDGER))
                        : Uni.createFrom().item(Optional.empty())));
    }

    private static Uni<Boolean> flag(SqlConnection connection, String sql) {
        return connection
                .query(sql)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
