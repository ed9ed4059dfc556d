package shop.handover.fulfillment.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import shop.handover.fulfillment.purchase.Erasure;

/// Erases in one transaction, behind the same lock as whoever records.
@ApplicationScoped
class PostgresErasure implements Erasure {

    private final Pool pool;

    PostgresErasure(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> erase(String paymentKey) {
        return Patience.of(pool.withTransaction(connection -> erase(connection, paymentKey)));
    }

    private static Uni<Boolean> erase(SqlConnection connection, String paymentKey) {
        var key = Tuple.of(paymentKey);
        return connection
                .preparedQuery(Sql.LOCK)
                .execute(Tuple.of(new Long[] {PaymentLock.number(paymentKey)}))
                .chain(() -> connection.preparedQuery(Sql.ERASE_MAILS).execute(key))
                .chain(() -> connection.preparedQuery(NoticeSql.ERASE).execute(key))
                .chain(() -> connection.preparedQuery(Sql.ERASE_DELIVERIES).execute(key))
                .chain(() -> connection.preparedQuery(Sql.ERASE_PURCHASE).execute(key))
                .map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Uni<Void> tidy(Instant before) {
        var then = Tuple.of(before.atOffset(ZoneOffset.UTC));
        return Patience.of(pool.preparedQuery(Sql.FORGET_DETAILS).execute(then))
                .chain(() -> pool.preparedQuery(NoticeSql.FORGET).execute(then))
                .chain(() -> pool.preparedQuery(Sql.FORGET_EVENTS).execute(then))
                .replaceWithVoid();
    }
}
