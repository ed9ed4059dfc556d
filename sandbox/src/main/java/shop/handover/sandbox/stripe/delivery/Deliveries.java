package shop.handover.sandbox.stripe.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import shop.handover.sandbox.stripe.resource.WebhookEndpoints;
import shop.handover.sandbox.stripe.trouble.Troubles;
import shop.handover.sandbox.stripe.world.Delivery;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.World;

/// Tells endpoints what happened, and again where they did not say 2xx within 30 seconds. A redirect is a refusal.
/// What is owed is kept with its attempts, so a restart loses nothing. Longer than a screen: it is one small machine.
public final class Deliveries implements AutoCloseable {

    /// What Stripe's letters say beside the signature.
    static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/json; charset=utf-8",
            "Accept", "*/*; q=0.5, application/xml",
            "Cache-Control", "no-cache",
            "User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int KEPT_ANSWER = 4_000;
    private static final int KEPT_ATTEMPTS = 20;

    private final Vertx vertx;
    private final HttpClient client;
    private final Troubles troubles;
    private final Backoff backoff;
    private final AtomicBoolean closed = new AtomicBoolean();

    public Deliveries(Vertx vertx, Troubles troubles, Backoff backoff) {
        this.vertx = vertx;
        this.troubles = troubles;
        this.backoff = backoff;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(32)
                .setConnectTimeout(10_000)
                .setKeepAliveTimeout(10)
                .setMaxWaitQueueSize(-1));
    }

    /// A delivery is new: send it now, or as the trouble of the day wants.
    public void begin(World world, String id) {
        var trouble = troubles.delivery();
        long wait = trouble.delayMillis()
                + (trouble.shuffle() ? ThreadLocalRandom.current().nextLong(1_000) : 0);
        for (int copy = 0; copy < trouble.copies(); copy++) {
            in(wait, () -> attempt(world, id));
        }
        if (trouble.twins()) {
            world.run(() -> twin(world, id));
        }
    }

    // The twin is owed like any event, but has no twin itself.
    private void twin(World world, String id) {
        var delivery = world.get(Delivery.OBJECT, id);
        world.find("event", delivery.get("event").asText())
                .filter(event -> !event.has("_twin"))
                .ifPresent(event -> {
                    var twin = event.deepCopy();
                    twin.put("id", Ids.next("event", world.live()))
                            .put("_twin", event.get("id").asText());
                    world.put(twin);
                    world.find("webhook_endpoint", delivery.get("endpoint").asText())
                            .ifPresent(endpoint -> world.events().owe(twin, endpoint));
                });
    }

    /// Takes up what was owed before a restart.
    public void resume(World world) {
        world.run(() -> world.where(Delivery.OBJECT, "state", "waiting")
                .toList()
                .forEach(delivery -> {
                    long wait = Math.max(0, delivery.get("next_attempt").asLong(0) - System.currentTimeMillis());
                    world.after(() ->
                            in(wait, () -> attempt(world, delivery.get("id").asText())));
                }));
    }

    /// Sends now what waits or is held back; answers how many.
    public int hurry(World world) {
        return world.with(() -> {
            var waiting = Stream.of("waiting", "held")
                    .flatMap(state -> world.where(Delivery.OBJECT, "state", state))
                    .toList();
            waiting.forEach(delivery -> {
                delivery.put("state", "waiting").put("_released", true);
                world.put(delivery);
                world.after(() -> in(0, () -> attempt(world, delivery.get("id").asText())));
            });
            return waiting.size();
        });
    }

    private void in(long millis, Runnable task) {
        if (!closed.get()) {
            vertx.setTimer(Math.max(1, millis), _ -> {
                if (!closed.get()) {
                    task.run();
                }
            });
        }
    }

    private void attempt(World world, String id) {
        var letter = world.with(() -> letter(world, id));
        letter.ifPresent(l -> {
            if (troubles.loses()) {
                record(world, l, Result.failed("lost by the sandbox, as asked"));
            } else {
                send(world, l);
            }
        });
    }

    private record Letter(String delivery, String url, byte[] body, String signature, long begun) {}

    private Optional<Letter> letter(World world, String id) {
        var delivery = world.find(Delivery.OBJECT, id);
        var event = delivery.flatMap(d -> world.find("event", d.get("event").asText()));
        var endpoint = delivery.flatMap(
                d -> world.find("webhook_endpoint", d.get("endpoint").asText()));
        if (event.isEmpty()
                || endpoint.isEmpty()
                || !endpoint.get().get("status").asText().equals("enabled")) {
            delivery.filter(d -> d.get("state").asText().equals("waiting"))
                    .ifPresent(d -> world.put(d.put("state", "dropped").putNull("next_attempt")));
            return Optional.empty();
        }
        if (troubles.delivery().holds(delivery.get().get("type").asText())
                && !delivery.get().has("_released")) {
            world.put(delivery.get().put("state", "held"));
            return Optional.empty();
        }
        var body = Rendering.of(world, event.get(), endpoint.get());
        var trouble = troubles.delivery();
        var secrets = trouble.wrongSecret()
                ? List.of("whsec_nobody_has_this_one")
                : WebhookEndpoints.secrets(endpoint.get(), world.clock().seconds());
        long at = System.currentTimeMillis() / 1000 - trouble.lateSeconds();
        return Optional.of(new Letter(
                id, endpoint.get().get("url").asText(), body, Signature.of(body, at, secrets), System.nanoTime()));
    }

    private void send(World world, Letter letter) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(letter.url())
                .setTimeout(PATIENCE.toMillis())
                .setFollowRedirects(false)
                .putHeader("Stripe-Signature", letter.signature());
        HEADERS.forEach(options::putHeader);
        client.request(options)
                .compose(request -> request.send(Buffer.buffer(letter.body())))
                .compose(response -> response.body().map(body -> Result.of(response, body)))
                .onSuccess(result -> record(world, letter, result))
                .onFailure(why ->
                        record(world, letter, Result.failed(why.getClass().getSimpleName() + ": " + why.getMessage())));
    }

    /// @param status 0 where there was no answer
    private record Result(int status, String body, String error) {

        static Result of(HttpClientResponse response, Buffer body) {
            var text = body.getString(0, Math.min(body.length(), KEPT_ANSWER), StandardCharsets.UTF_8.name());
            return new Result(response.statusCode(), text, "");
        }

        static Result failed(String why) {
            return new Result(0, "", why);
        }

        boolean accepted() {
            return status >= 200 && status < 300;
        }
    }

    private void record(World world, Letter letter, Result result) {
        if (!closed.get()) {
            world.run(() -> world.find(Delivery.OBJECT, letter.delivery())
                    .ifPresent(delivery -> note(world, delivery, letter, result)));
        }
    }

    private void note(World world, ObjectNode delivery, Letter letter, Result result) {
        var attempts = delivery.withArray("attempts");
        attempts.addObject()
                .put("at", System.currentTimeMillis())
                .put("took_ms", (System.nanoTime() - letter.begun()) / 1_000_000)
                .put("status", result.status())
                .put("signature", letter.signature())
                .put("answer", result.body())
                .put("error", result.error());
        if (attempts.size() > KEPT_ATTEMPTS) {
            attempts.remove(0);
        }
        int tried = delivery.path("tried").asInt() + 1;
        delivery.put("tried", tried).remove("_released");
        if (result.accepted()) {
            delivery.put("state", "delivered").putNull("next_attempt");
        } else if (!delivery.get("state").asText().equals("delivered")) {
            tryAgain(world, delivery, tried);
        }
        world.put(delivery);
    }

    private void tryAgain(World world, ObjectNode delivery, int tried) {
        var wait = backoff.after(tried);
        if (wait.isEmpty()) {
            delivery.put("state", "failed").putNull("next_attempt");
            return;
        }
        delivery.put("state", "waiting")
                .put("next_attempt", System.currentTimeMillis() + wait.get().toMillis());
        var id = delivery.get("id").asText();
        world.after(() -> in(wait.get().toMillis(), () -> attempt(world, id)));
    }

    @Override
    public void close() {
        closed.set(true);
        client.close();
    }
}
