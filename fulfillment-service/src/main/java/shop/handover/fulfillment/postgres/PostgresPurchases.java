package shop.handover.fulfillment.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import shop.handover.fulfillment.purchase.Fact;
import shop.handover.fulfillment.purchase.Heard.News;
import shop.handover.fulfillment.purchase.Owing;
import shop.handover.fulfillment.purchase.PurchaseState;
import shop.handover.fulfillment.purchase.Purchases;
import shop.handover.fulfillment.purchase.Status;

/// Records news set by set: whatever the size of a batch, the same few statements, since throughput is bounded by
/// round trips and commits. Plain SQL for that reason.
@ApplicationScoped
class PostgresPurchases implements Purchases {

    private final Pool pool;

    PostgresPurchases(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Recorded> record(List<News> news, Mails mails) {
        return Patience.of(pool.withTransaction(connection -> record(connection, news, mails)))
                .onFailure(PostgresPurchases::unstorable)
                .transform(
                        no -> new Unstorable("the database cannot keep it: " + ((PgException) no).getSqlState(), no));
    }

    private static Uni<Recorded> record(SqlConnection connection, List<News> news, Mails mails) {
        var work = new Work(connection, news);
        return work.lock()
                .chain(work::countEvents)
                .chain(work::insertFacts)
                .chain(work::factsOfChangedPayments)
                .chain(work::savePurchases)
                .chain(() -> work.oweMails(mails))
                .chain(() -> work.oweUnsold(mails))
                .replaceWith(work::recorded);
    }

    // Class 22 is a value no column of that type can hold, 23 one that our own rules forbid.
    private static boolean unstorable(Throwable trouble) {
        return trouble instanceof PgException refusal
                && refusal.getSqlState() != null
                && (refusal.getSqlState().startsWith("22")
                        || refusal.getSqlState().startsWith("23"));
    }

    /// One transaction and what it found out so far.
    private static final class Work {

        private final SqlConnection connection;
        private final List<News> news;
        private final Map<String, String> created = new HashMap<>();
        private final Map<String, String> changed = new HashMap<>();
        private Map<String, PurchaseState> states = Map.of();
        private int duplicates;
        private int mails;

        Work(SqlConnection connection, List<News> news) {
            this.connection = connection;
            this.news = news;
        }

        Recorded recorded() {
            return new Recorded(List.copyOf(created.values()), List.copyOf(changed.values()), duplicates, mails);
        }

        // Sorted, so that two writers with the same payments never wait for each other crosswise.
        Uni<Void> lock() {
            var locks = news.stream()
                    .map(News::paymentKey)
                    .map(PaymentLock::number)
                    .collect(Collectors.toCollection(TreeSet::new));
            return ask(Sql.LOCK, Tuple.of(locks.toArray(Long[]::new))).replaceWithVoid();
        }

        Uni<Void> countEvents() {
            var events = new JsonArray();
            news.forEach(
                    one -> events.add(new JsonObject().put("id", one.eventId()).put("type", one.eventType())));
            return ask(Sql.INSERT_EVENTS, Tuple.of(events))
                    .invoke(fresh -> duplicates = news.size() - fresh.size())
                    .replaceWithVoid();
        }

        Uni<Set<String>> insertFacts() {
            var facts = new JsonArray();
            news.forEach(one -> one.facts().forEach(fact -> facts.add(Rows.json(one.paymentKey(), fact))));
            return ask(Sql.INSERT_FACTS, Tuple.of(facts)).map(rows -> strings(rows, "payment_key"));
        }

        Uni<Void> factsOfChangedPayments(Set<String> payments) {
            if (payments.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            return ask(Sql.FACTS, Tuple.of(payments.toArray(String[]::new)))
                    .invoke(rows -> states = fold(rows))
                    .replaceWithVoid();
        }

        Uni<Void> savePurchases() {
            if (states.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            return ask(Sql.INSERT_PURCHASES, Tuple.of(sales()))
                    .invoke(rows -> note(created, rows))
                    .chain(this::changePurchases);
        }

        // Those that were created this moment stand as their facts say; in a rush that is all of them.
        private Uni<Void> changePurchases() {
            var older = statesOfOlder();
            return older.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : ask(Sql.UPDATE_PURCHASES, Tuple.of(older))
                            .invoke(rows -> note(changed, rows))
                            .replaceWithVoid();
        }

        Uni<Void> oweMails(Mails post) {
            if (created.isEmpty() && changed.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            return ask(Sql.TELL_STATES, Tuple.of(touched()))
                    .chain(this::oweAgain)
                    .chain(() -> ask(Sql.OWE_MAILS, Tuple.of(owed(), state(post))))
                    .invoke(rows -> mails += rows.rowCount())
                    .replaceWithVoid();
        }

        private Uni<Void> oweAgain() {
            return changed.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : ask(Sql.OWE_AGAIN, Tuple.of(changed.keySet().toArray(String[]::new)))
                            .invoke(rows -> mails += rows.rowCount())
                            .replaceWithVoid();
        }

        // Who did not pay is told so by mail, of which the session's id is all we keep.
        Uni<Void> oweUnsold(Mails post) {
            var failed = news.stream()
                    .filter(one -> states.containsKey(one.paymentKey())
                            && states.get(one.paymentKey()).status() == Status.FAILED)
                    .flatMap(one -> one.facts().stream())
                    .filter(fact -> fact.kind() == Fact.Kind.FAILED)
                    .map(Fact::object)
                    .distinct()
                    .toArray(String[]::new);
            return failed.length == 0
                    ? Uni.createFrom().voidItem()
                    : ask(Sql.OWE_UNSOLD, Tuple.of(failed, state(post)))
                            .invoke(rows -> mails += rows.rowCount())
                            .replaceWithVoid();
        }

        private static String state(Mails mails) {
            return switch (mails) {
                case OWED -> "OWED";
                case SENT_BEFORE -> "SUPPRESSED";
            };
        }

        private static void note(Map<String, String> found, RowSet<Row> rows) {
            rows.forEach(row -> found.put(row.getString("payment_key"), row.getString("checkout_session_id")));
        }

        private String[] touched() {
            var keys = new HashSet<>(created.keySet());
            keys.addAll(changed.keySet());
            return keys.toArray(String[]::new);
        }

        private JsonArray sales() {
            var sales = new LinkedHashMap<String, JsonObject>();
            news.forEach(one -> one.sale()
                    .filter(_ -> states.containsKey(one.paymentKey()))
                    .ifPresent(sale -> sales.putIfAbsent(
                            sale.checkout().value(),
                            Rows.json(one.paymentKey(), sale).mergeIn(Rows.json(states.get(one.paymentKey()))))));
            return new JsonArray(new ArrayList<>(sales.values()));
        }

        private JsonArray statesOfOlder() {
            var all = new JsonArray();
            states.forEach((key, state) -> {
                if (state.status().settled() && !created.containsKey(key)) {
                    all.add(Rows.json(state).put("payment_key", key));
                }
            });
            return all;
        }

        private JsonArray owed() {
            var all = new JsonArray();
            for (var key : touched()) {
                Owing.by(states.get(key), changed.containsKey(key))
                        .forEach(mail -> all.add(new JsonObject()
                                .put("payment_key", key)
                                .put("kind", mail.kind().name())
                                .put("to_buyer", mail.kind().toBuyer())
                                .put("sequence", mail.sequence())));
            }
            return all;
        }

        private Uni<RowSet<Row>> ask(String sql, Tuple values) {
            return connection.preparedQuery(sql).execute(values);
        }

        private static Map<String, PurchaseState> fold(RowSet<Row> rows) {
            Map<String, Collection<Fact>> facts = new HashMap<>();
            rows.forEach(row -> facts.computeIfAbsent(row.getString("payment_key"), _ -> new ArrayList<>())
                    .add(Rows.fact(row)));
            Map<String, PurchaseState> states = new HashMap<>();
            facts.forEach((key, all) -> states.put(key, PurchaseState.of(all)));
            return states;
        }

        private static Set<String> strings(RowSet<Row> rows, String column) {
            return StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getString(column))
                    .collect(Collectors.toSet());
        }
    }
}
