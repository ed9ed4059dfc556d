package shop.handover.fulfillment.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import shop.handover.fulfillment.purchase.Fact;
import shop.handover.fulfillment.purchase.Register;

/// One purchase with its facts and mails, in three questions.
@ApplicationScoped
class PostgresRegister implements Register {

    private final Pool pool;

    PostgresRegister(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<Entry>> find(String id) {
        return ask(Sql.FIND_PURCHASE, id, row -> row)
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : entry(rows.getFirst()).map(Optional::of));
    }

    @Override
    public Uni<Long> held() {
        return Patience.of(pool.query(Sql.HELD).execute())
                .map(rows -> rows.iterator().next().getLong("held"));
    }

    private Uni<Entry> entry(Row purchase) {
        var key = purchase.getString("payment_key");
        return Uni.combine()
                .all()
                .unis(
                        ask(Sql.FACTS_OF_PURCHASE, key, Rows::fact),
                        ask(Sql.MAILS_OF_PURCHASE, key, row -> row.getString("kind") + " " + row.getString("state")))
                .with((List<Fact> facts, List<String> mails) ->
                        new Entry(key, Rows.sale(purchase), Rows.state(purchase), facts, mails));
    }

    private <T> Uni<List<T>> ask(String sql, String value, Function<Row, T> read) {
        return Patience.of(pool.preparedQuery(sql).execute(Tuple.of(value)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(read)
                        .toList());
    }
}
