package shop.handover.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import shop.handover.sandbox.machine.Ports;

/// One packaged service in a process of its own, with whatever options its JVM is to have: an agent that kills it, a
/// clock that is wrong. Its log is kept below `target`.
final class PackagedService implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Process process;
    private final Path log;
    private final int port;
    private final int management;

    private PackagedService(Process process, Path log, int port, int management) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.management = management;
    }

    /// Starts it; it need not be ready when this returns.
    ///
    /// @param service `webhook`, `fulfillment`, …
    /// @param options of the JVM
    static PackagedService start(String service, Map<String, String> settings, List<String> options) {
        var port = Ports.free();
        var management = Ports.free();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of(
                "-jar",
                Path.of("..", service + "-service", "target", "quarkus-app", "quarkus-run.jar")
                        .toString()));
        try {
            var log =
                    Files.createDirectories(Path.of("target", "services")).resolve(service + "-" + management + ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "QUARKUS_HTTP_HOST",
                            "127.0.0.1",
                            "QUARKUS_HTTP_PORT",
                            Integer.toString(port),
                            "QUARKUS_MANAGEMENT_HOST",
                            "127.0.0.1",
                            "QUARKUS_MANAGEMENT_PORT",
                            Integer.toString(management)));
            builder.environment().putAll(settings);
            return new PackagedService(builder.start(), log, port, management);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until it says that it is ready.
    ///
    /// @throws IllegalStateException where it ended, or is not ready in five minutes, with its log; it is over then
    PackagedService ready() {
        var deadline = Instant.now().plus(PATIENCE);
        while (health("ready") != 200) {
            if (ended(Duration.ofMillis(100)) || Instant.now().isAfter(deadline)) {
                // Nobody has it yet who could close it.
                close();
                throw new IllegalStateException("it is not ready:\n" + log());
            }
        }
        return this;
    }

    /// What a check of health is answered with.
    ///
    /// @param check `live`, `ready` or `started`
    /// @return the status of the answer; 0 where there is none
    int health(String check) {
        return status("/q/health/" + check);
    }

    /// What it says of its readiness: `UP` or `DOWN` by the name of the check, with what else is said there.
    Map<String, String> checks() {
        try {
            var said = http.send(get(management, "/q/health/ready"), BodyHandlers.ofString());
            return new ObjectMapper()
                    .readTree(said.body())
                    .path("checks")
                    .valueStream()
                    .collect(Collectors.toMap(
                            check -> check.path("name").asText(),
                            check -> check.path("status").asText() + " "
                                    + check.path("data").toString()));
        } catch (IOException e) {
            return Map.of();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// The figures it shows.
    String metrics() {
        try {
            return http.send(get(management, "/q/metrics"), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// The sum of the figures whose name and labels begin so.
    double figure(String beginning) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /// Waits for its end.
    ///
    /// @return its exit status: 137 for a kill, the agent's included
    int end() {
        if (!ended(PATIENCE)) {
            throw new IllegalStateException("it does not end:\n" + log());
        }
        return process.exitValue();
    }

    /// Asks it to end, as a rolling deployment does, and waits.
    ///
    /// @return its exit status: 143 where it ended in good order
    int terminate() {
        askToEnd();
        return end();
    }

    /// Asks it to end, and does not wait.
    void askToEnd() {
        process.destroy();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        ended(PATIENCE);
    }

    private int status(String path) {
        try {
            return http.send(get(management, path), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static HttpRequest get(int where, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + where + path))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    private boolean ended(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
