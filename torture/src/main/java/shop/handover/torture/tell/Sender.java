package shop.handover.torture.tell;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import shop.handover.sandbox.stripe.delivery.Signature;

/// Delivers events as Stripe does: the raw bytes under a fresh `Stripe-Signature` for each try, again after a refusal
/// or a silence, with growing waits of at most ten seconds, until somebody says 2xx. Each try is noted.
public final class Sender {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LONGEST_WAIT_MILLIS = 10_000;
    private static final int AT_ONCE = 32;

    private final URI webhook;
    private final String secret;
    private final Clock clock = Clock.systemUTC();
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.EPOCH);
    private final Semaphore hands = new Semaphore(AT_ONCE);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /// @param secret of the endpoint, `whsec_…`
    public Sender(URI webhook, String secret) {
        this.webhook = webhook;
        this.secret = secret;
    }

    /// Owes a delivery, to be tried first after the wait.
    public void tell(String event, byte[] body, Duration wait) {
        later(wait, () -> deliver(event, body));
    }

    /// Sends a body that its sender could not sign; whatever is answered, but silence and 5xx, ends it.
    public void pretend(String event, byte[] body, Duration wait) {
        later(wait, () -> {
            var answer = attempt(event, body, "whsec_somebodyElse", false, 1);
            for (var number = 2; answer.status() == 0 || answer.status() >= 500; number++) {
                pause(number);
                answer = attempt(event, body, "whsec_somebodyElse", false, number);
            }
        });
    }

    /// How many deliveries are still owed.
    public int outstanding() {
        return outstanding.get();
    }

    /// Every try so far.
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /// When the last delivery falls or fell due.
    public Instant lastDue() {
        return latest.get();
    }

    private void later(Duration wait, Step step) {
        outstanding.incrementAndGet();
        latest.accumulateAndGet(clock.instant().plus(wait), (a, b) -> a.isAfter(b) ? a : b);
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(wait);
                step.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                outstanding.decrementAndGet();
            }
        });
    }

    private void deliver(String event, byte[] body) throws InterruptedException {
        for (var number = 1; !attempt(event, body, secret, true, number).taken(); number++) {
            pause(number);
        }
    }

    private static void pause(int tries) throws InterruptedException {
        var longest = Math.min(LONGEST_WAIT_MILLIS, 250L << Math.min(tries, 8));
        Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2));
    }

    private Attempt attempt(String event, byte[] body, String key, boolean genuine, int number)
            throws InterruptedException {
        hands.acquire();
        try {
            var at = clock.instant();
            var begin = System.nanoTime();
            var request = HttpRequest.newBuilder(webhook)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("Stripe-Signature", Signature.of(body, at.getEpochSecond(), List.of(key)))
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            var status = 0;
            var cause = "";
            try {
                status = client.send(request, BodyHandlers.discarding()).statusCode();
            } catch (IOException e) {
                cause = e.getClass().getSimpleName();
            }
            var made = new Attempt(event, genuine, number, at, status, cause, (System.nanoTime() - begin) / 1000);
            attempts.add(made);
            return made;
        } finally {
            hands.release();
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException;
    }
}
