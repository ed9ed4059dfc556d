package shop.handover.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Buyers who fetch files one after the other, from whichever replica says that it is ready, until they are sent home.
final class Downloads implements AutoCloseable {

    private static final int BUYERS = 4;
    private static final Duration SOON = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Replica> replicas = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> files = new ConcurrentHashMap<>();
    private final AtomicLong answers = new AtomicLong();
    private final Collection<String> complaints = new ConcurrentLinkedQueue<>();
    private final ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean home;

    /// @param path of what is fetched first, and is to be handed out
    Downloads(Replica first, String path) {
        replicas.add(first);
        fetch(path, 200);
        for (var i = 0; i < BUYERS; i++) {
            buyers.execute(this::fetchOn);
        }
    }

    /// From now on this is fetched, too.
    ///
    /// @param status of the only right answer
    void fetch(String path, int status) {
        files.put(path, status);
    }

    /// From now on this replica is asked, too.
    void comeTo(Replica replica) {
        replicas.add(replica);
    }

    /// Waits for this many more of each file.
    void moreAnswers(long count) {
        var enough = answers.get() + count * files.size();
        await().atMost(SOON).until(() -> answers.get() >= enough);
    }

    /// Waits until each has the answer he waits for; none asks again.
    void goHome() {
        home = true;
        buyers.close();
    }

    /// Wrong answers, and questions nobody answered.
    Collection<String> complaints() {
        return complaints;
    }

    private void fetchOn() {
        while (!home) {
            for (var file : files.entrySet()) {
                var ready = replicas.stream().filter(Replica::isReady).toList();
                if (!ready.isEmpty()) {
                    fetch(ready.get(ThreadLocalRandom.current().nextInt(ready.size())), file.getKey(), file.getValue());
                }
            }
        }
    }

    private void fetch(Replica replica, String path, int expected) {
        var asked = HttpRequest.newBuilder(replica.url().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            var status = http.send(asked, BodyHandlers.discarding()).statusCode();
            if (status != expected) {
                complaints.add(status + " in the place of " + expected);
            }
        } catch (IOException e) {
            complaints.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answers.incrementAndGet();
    }

    @Override
    public void close() {
        goHome();
        http.close();
    }
}
