package shop.handover.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import shop.handover.sandbox.machine.Ports;

/// download-service once more, beside the house's own.
///
/// @param url where shoppers come in
record Replica(Process process, URI url, URI management) implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// Starts it; it need not be ready when this returns.
    ///
    /// @param name of its log
    /// @param instead settings that differ from the house's
    static Replica start(House house, String name, Map<String, String> instead) {
        var port = Ports.free();
        var management = Ports.free();
        var settings = new HashMap<>(instead);
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        settings.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        return new Replica(
                house.replica("download", name, settings),
                URI.create("http://127.0.0.1:" + port),
                URI.create("http://127.0.0.1:" + management));
    }

    /// Waits until it says that it is ready.
    Replica ready() {
        await().atMost(SOON).until(this::isReady);
        return this;
    }

    /// What whoever balances the load asks.
    boolean isReady() {
        var ready = HttpRequest.newBuilder(management.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return HTTP.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /// Asks it to end, as a rolling deployment does, and waits.
    ///
    /// @return its exit status: 143 where it ended in good order
    int end() {
        process.destroy();
        await().atMost(SOON).until(() -> !process.isAlive());
        return process.exitValue();
    }

    @Override
    public void close() {
        end();
    }
}
