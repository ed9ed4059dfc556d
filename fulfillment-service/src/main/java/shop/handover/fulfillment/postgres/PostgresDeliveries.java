package shop.handover.fulfillment.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import shop.handover.fulfillment.delivery.Deliveries;
import shop.handover.kit.event.FileDelivery;

/// The book in table `delivery`. One statement per batch: starts and ends meet under their id.
@ApplicationScoped
class PostgresDeliveries implements Deliveries {

    private final Pool pool;

    PostgresDeliveries(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> enter(List<FileDelivery> told) {
        var rows = new JsonArray();
        told.stream().map(PostgresDeliveries::json).forEach(rows::add);
        return Patience.of(pool.preparedQuery(Sql.ENTER_DELIVERIES).execute(Tuple.of(rows)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Entry>> of(String session) {
        return Patience.of(pool.preparedQuery(Sql.DELIVERIES).execute(Tuple.of(session)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PostgresDeliveries::entry)
                        .toList());
    }

    private static JsonObject json(FileDelivery told) {
        return new JsonObject()
                .put("id", told.id())
                .put("checkout_session_id", told.session())
                .put("product_slug", told.product())
                .put("file", told.file())
                .put("via", told.via())
                .put("network", told.network())
                .put("first_byte", told.first())
                .put("length", told.length())
                .put("size", told.size())
                .put("sent", told.sent())
                .put("outcome", told.end())
                .put("at", told.at().toString());
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getOffsetDateTime("at").toInstant().toString(),
                row.getString("file"),
                row.getString("via"),
                row.getLong("first_byte"),
                row.getLong("sent"),
                row.getLong("size"),
                row.getString("outcome"),
                row.getString("network"));
    }
}
