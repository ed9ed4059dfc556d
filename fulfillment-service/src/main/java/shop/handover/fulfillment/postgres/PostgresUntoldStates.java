package shop.handover.fulfillment.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import shop.handover.fulfillment.tell.Telling;
import shop.handover.fulfillment.tell.UntoldStates;
import shop.handover.kit.event.PurchaseState;

/// The table `purchase_state`.
@ApplicationScoped
class PostgresUntoldStates implements UntoldStates {

    private final Pool pool;

    PostgresUntoldStates(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Integer> handOver(Function<List<Telling>, Uni<Void>> teller) {
        return Patience.of(pool.withTransaction(connection -> connection
                .query(Sql.ONE_TELLER)
                .execute()
                .chain(rows -> rows.iterator().next().getBoolean("mine")
                        ? handOver(connection, teller)
                        : Uni.createFrom().item(0))));
    }

    @Override
    public Uni<Backlog> backlog() {
        return Patience.of(pool.query(Sql.STATES_BACKLOG).execute())
                .map(rows -> rows.iterator().next())
                .map(row -> new Backlog(row.getLong("states"), row.getLong("oldest")));
    }

    private static Uni<Integer> handOver(SqlConnection connection, Function<List<Telling>, Uni<Void>> teller) {
        return connection
                .preparedQuery(Sql.UNTOLD)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(0)
                        : teller.apply(rows.stream()
                                        .map(PostgresUntoldStates::telling)
                                        .toList())
                                .chain(() -> forget(connection, rows))
                                .replaceWith(rows.size()));
    }

    private static Uni<Void> forget(SqlConnection connection, List<Row> rows) {
        var told = new JsonArray();
        rows.forEach(row ->
                told.add(new JsonObject().put("purchase_id", row.getLong("id")).put("version", row.getLong("told"))));
        return connection.preparedQuery(Sql.TOLD).execute(Tuple.of(told)).replaceWithVoid();
    }

    private static Telling telling(Row row) {
        return row.getOffsetDateTime("erased_at") == null
                ? Telling.of(state(row))
                : Telling.forgotten(row.getString("checkout_session_id"));
    }

    private static PurchaseState state(Row row) {
        return new PurchaseState(
                row.getString("checkout_session_id"),
                row.getString("shop"),
                row.getString("product_slug"),
                row.getString("status").toLowerCase(java.util.Locale.ROOT),
                row.getBoolean("entitled"),
                row.getString("refusal"),
                row.getLong("amount_total"),
                row.getLong("amount_refunded"),
                row.getString("currency"),
                row.getOffsetDateTime("paid_at").toInstant(),
                row.getOffsetDateTime("changed_at").toInstant(),
                row.getBoolean("livemode"),
                row.getLong("version"));
    }
}
