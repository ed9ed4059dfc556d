package shop.handover.sandbox.stripe.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Everything one mode of one Stripe account holds. All reading and writing happens inside `with`, one caller at a
/// time, so no caller ever sees half a payment; what must wait for the end (deliveries) is handed to `after`. Longer
/// than a screen: reading, listing, forgetting and remembering share one lock.
public final class World implements AutoCloseable {

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("prod", "product"),
            Map.entry("price", "price"),
            Map.entry("cs", "checkout.session"),
            Map.entry("pi", "payment_intent"),
            Map.entry("ch", "charge"),
            Map.entry("re", "refund"),
            Map.entry("du", "dispute"),
            Map.entry("txn", "balance_transaction"),
            Map.entry("cus", "customer"),
            Map.entry("pm", "payment_method"),
            Map.entry("evt", "event"),
            Map.entry("we", "webhook_endpoint"),
            Map.entry("promo", "promotion_code"));

    private static final String GONE = "deleted";

    private final boolean live;
    private final SandboxClock clock;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final IdempotencyKeys keys;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> after = new ArrayList<>();
    private final Optional<Journal> journal;
    private final Events events;

    private World(
            boolean live,
            SandboxClock clock,
            int history,
            Optional<Path> folder,
            BiConsumer<World, String> dispatcher) {
        this.live = live;
        this.events = new Events(this, delivery -> dispatcher.accept(this, delivery));
        this.clock = clock;
        this.keys = new IdempotencyKeys(history / 2);
        this.journal = folder.map(f -> new Journal(f.resolve((live ? "live" : "test") + ".journal")));
        layOut(history);
    }

    /// Opens a world, bringing back what the folder remembers.
    ///
    /// @param history how many sessions are kept, and payments, refunds and the rest; of events twice as many
    /// @param dispatcher told each new delivery's id, outside the lock
    public static World open(
            boolean live,
            SandboxClock clock,
            int history,
            Optional<Path> folder,
            BiConsumer<World, String> dispatcher) {
        var world = new World(live, clock, history, folder, dispatcher);
        world.journal.ifPresent(world::remember);
        return world;
    }

    public boolean live() {
        return live;
    }

    public SandboxClock clock() {
        return clock;
    }

    public Events events() {
        return events;
    }

    public IdempotencyKeys keys() {
        return keys;
    }

    /// Runs the task alone in this world, then, outside the lock, what the task left to be done after: also where the
    /// task ends in a refusal, for a declined card leaves events too. Never called from within.
    public <T> T with(Supplier<T> task) {
        lock.lock();
        try {
            return task.get();
        } finally {
            var left = List.copyOf(after);
            after.clear();
            journal.filter(Journal::isMostlyPast).ifPresent(this::rewrite);
            lock.unlock();
            left.forEach(Runnable::run);
        }
    }

    /// As `with`, for a task without result.
    public void run(Runnable task) {
        with(() -> {
            task.run();
            return null;
        });
    }

    /// Leaves something to be done when the present `with` has ended.
    public void after(Runnable task) {
        after.add(task);
    }

    public void put(ObjectNode object) {
        var json = Json.write(object);
        table(object.get("object").asText()).put(object, json);
        journal.ifPresent(j -> j.write('P', json));
    }

    /// Forgets the object, but not that it was there.
    public void delete(String object, String id) {
        table(object).remove(id);
        journal.ifPresent(j -> j.deleted(object, id));
        put(Json.object().put("object", GONE).put("id", id).put("of", object));
    }

    /// What Stripe shows of an object that was deleted; empty where there never was one.
    public Optional<ObjectNode> deleted(String object, String id) {
        return find(GONE, id)
                .filter(gone -> gone.get("of").asText().equals(object))
                .map(_ -> Json.object().put("id", id).put("object", object).put("deleted", true));
    }

    /// Keeps the first answer to an idempotency key.
    public void keep(String key, IdempotencyKeys.Kept answer) {
        keys.put(key, answer);
        journal.ifPresent(j -> j.write('I', answer.json(key)));
    }

    /// A copy of the object; changing it changes nothing until it is `put`.
    public Optional<ObjectNode> find(String object, String id) {
        return table(object).row(id).map(row -> Json.read(row.json()));
    }

    /// By id alone, its prefix telling the kind.
    public Optional<ObjectNode> find(String id) {
        int underscore = id.indexOf('_');
        var kind = underscore < 0 ? null : KINDS.get(id.substring(0, underscore));
        return kind == null ? Optional.empty() : find(kind, id);
    }

    /// By id alone, what it was where it is deleted.
    public Optional<ObjectNode> findOrDeleted(String id) {
        return find(id).or(() ->
                find(GONE, id).flatMap(gone -> deleted(gone.get("of").asText(), id)));
    }

    public ObjectNode get(String object, String id) {
        return find(object, id).orElseThrow(() -> new IllegalStateException("no " + object + " " + id));
    }

    public boolean knows(String object, String id) {
        return table(object).row(id).isPresent();
    }

    public int count(String object) {
        return table(object).size();
    }

    /// Newest first, those whose indexed field has that value.
    public Stream<ObjectNode> where(String object, String field, String value) {
        return table(object).where(field, value).map(row -> Json.read(row.json()));
    }

    /// Newest first.
    public Stream<ObjectNode> newest(String object) {
        return table(object).newest(_ -> true).map(row -> Json.read(row.json()));
    }

    /// Oldest first.
    public Stream<ObjectNode> oldest(String object) {
        return table(object).oldest().map(row -> Json.read(row.json()));
    }

    /// One page of a list, newest first, as Stripe's cursors move.
    ///
    /// @see <a href="https://docs.stripe.com/api/pagination">Stripe: pagination</a>
    public Page page(String object, Cursor cursor, Predicate<Map<String, String>> fields, Predicate<Long> created) {
        var table = table(object);
        Stream<Table.Row> rows = cursor.from()
                .flatMap(table::row)
                .map(row -> table.from(row, cursor.older()))
                .orElseGet(() -> table.newest(_ -> true));
        var found = rows.filter(row -> created.test(row.created()) && fields.test(row.fields()))
                .limit(cursor.limit() + 1L)
                .toList();
        var shown = found.subList(0, Math.min(found.size(), cursor.limit()));
        return new Page(
                (cursor.older() ? shown : shown.reversed())
                        .stream().map(row -> Json.read(row.json())).toList(),
                found.size() > cursor.limit());
    }

    /// @param from the id to continue at, exclusive
    /// @param older towards the past, the way lists run
    public record Cursor(Optional<String> from, boolean older, int limit) {}

    public record Page(List<ObjectNode> objects, boolean hasMore) {}

    /// Forgets everything.
    public void clear() {
        tables.forEach((name, table) -> table.oldest().toList().forEach(row -> table.remove(row.id())));
        keys.clear();
        journal.ifPresent(this::rewrite);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (journal.isPresent()) {
                journal.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private Table table(String object) {
        var table = tables.get(object);
        if (table == null) {
            throw new IllegalArgumentException("nothing is kept under " + object);
        }
        return table;
    }

    private void layOut(int history) {
        tables.put("product", new Table(history, "active", "url", "shippable"));
        tables.put("price", new Table(history, "active", "currency", "product", "#lookup_key", "type"));
        tables.put("coupon", new Table(history));
        tables.put("promotion_code", new Table(history, "active", "code", "promotion.coupon", "customer"));
        tables.put("customer", new Table(history, "email"));
        tables.put("payment_method", new Table(history, "customer", "type"));
        tables.put(
                "checkout.session",
                new Table(history, "payment_intent", "customer", "status", "expires_at", "customer_details.email"));
        tables.put("payment_intent", new Table(history, "customer", "status"));
        tables.put("charge", new Table(history, "customer", "payment_intent", "transfer_group"));
        tables.put("refund", new Table(history, "#charge", "payment_intent"));
        tables.put("dispute", new Table(history, "#charge", "payment_intent"));
        tables.put("balance_transaction", new Table(history, "source", "type", "currency"));
        tables.put("event", new Table(2 * history, "type", "id", "created"));
        tables.put("webhook_endpoint", new Table(history, "status"));
        tables.put(Delivery.OBJECT, new Table(2 * history, "#event", "endpoint", "state"));
        tables.put("setting", new Table(100));
        tables.put(GONE, new Table(history));
    }

    private void remember(Journal past) {
        try {
            past.replay(this::remember);
            past.rewrite(this::tell);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(char kind, byte[] json) {
        JsonNode node = Json.read(json);
        switch (kind) {
            case 'P' -> table(node.get("object").asText()).put((ObjectNode) node, json);
            case 'D' -> table(node.get("object").asText()).remove(node.get("id").asText());
            case 'I' -> keys.put(node.get("key").asText(), IdempotencyKeys.Kept.of(node));
            default -> throw new IllegalStateException("a journal line begins with " + kind);
        }
    }

    private void rewrite(Journal past) {
        try {
            past.rewrite(this::tell);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Journal fresh) {
        tables.values().forEach(table -> table.oldest().forEach(row -> fresh.write('P', row.json())));
        keys.each((key, kept) -> fresh.write('I', kept.json(key)));
    }
}
