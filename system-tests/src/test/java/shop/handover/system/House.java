package shop.handover.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The packaged house, brought up by the very script that users call, on free ports and with a folder of its own.
final class House implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> PORTS = List.of(
            "GATEWAY_PORT",
            "STRIPE_PORT",
            "INBOX_PORT",
            "SMTP_LOCAL_PORT",
            "KAFKA_PORT",
            "POSTGRES_PORT",
            "CHECKOUT_PORT",
            "WEBHOOK_PORT",
            "FULFILLMENT_PORT",
            "DOWNLOAD_PORT",
            "CHECKOUT_MANAGEMENT_PORT",
            "WEBHOOK_MANAGEMENT_PORT",
            "FULFILLMENT_MANAGEMENT_PORT",
            "DOWNLOAD_MANAGEMENT_PORT");

    /// What a call of the script came to.
    record Outcome(int status, String output) {}

    private static final ServerSocket STRETCH = stretch();
    private static House shared;

    private final Map<String, String> environment = new HashMap<>();
    private final Path state;

    private House(Path state, Map<String, String> settings) {
        this.state = state;
        environment.putAll(settings);
        environment.put("HANDOVER_HOME", state.toString());
        // The modules were packaged moments ago by the build that runs this test.
        environment.put("HANDOVER_BUILD", "never");
        var free = freePorts();
        for (var i = 0; i < PORTS.size(); i++) {
            environment.put(PORTS.get(i), Integer.toString(free.get(i)));
        }
    }

    /// Brings a house up; its folder is kept below `target` for whoever looks for the reason of a failure.
    static House up(String name) {
        return up(name, Map.of());
    }

    /// The house of all tests that want nothing special of it: brought up by the first, brought down with the JVM.
    /// It is watched as in production, with traces and JSON logs.
    static synchronized House shared() {
        if (shared == null) {
            shared = up(
                    "house-" + STRETCH.getLocalPort(),
                    Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.shared().endpoint(), "LOG_JSON", "true"));
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /// The same with settings of `./handover help`.
    static House up(String name, Map<String, String> settings) {
        var house = new House(Path.of("target", name).toAbsolutePath(), settings);
        deleted(house.state);
        var outcome = house.call("up", "--detach");
        if (outcome.status() != 0) {
            house.close();
            throw new IllegalStateException("the house did not come up:\n" + outcome.output());
        }
        return house;
    }

    /// Calls `./handover` and waits for its end, six minutes at most.
    Outcome call(String... words) {
        return call(Map.of(), words);
    }

    /// The same with more in its environment.
    Outcome call(Map<String, String> more, String... words) {
        try {
            var process = begin(more, words);
            var output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(6, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end of: handover " + String.join(" ", words));
            }
            return new Outcome(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Begins a call of `./handover`; both of its streams are the process's output.
    Process begin(String... words) throws IOException {
        return begin(Map.of(), words);
    }

    private Process begin(Map<String, String> more, String... words) throws IOException {
        var command = new ArrayList<>(List.of(ROOT.resolve("handover").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        return builder.start();
    }

    /// A value of `local.env`.
    String value(String name) {
        return localEnv().get(name);
    }

    /// What a service says of itself in Prometheus' words.
    ///
    /// @param service `checkout`, `webhook`, `fulfillment` or `download`
    String metrics(String service) {
        var port = environment.get(service.toUpperCase(Locale.ROOT) + "_MANAGEMENT_PORT");
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
                    .header("Accept", "text/plain")
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Where a part listens; of the services, the door that the gateway leads to.
    ///
    /// @param part a variable of a port without its end: `gateway`, `checkout`, `checkout_management`, `smtp_local`
    int port(String part) {
        return Integer.parseInt(environment.get(part.toUpperCase(Locale.ROOT) + "_PORT"));
    }

    /// A log as far as it is written.
    String log(String part) {
        try {
            return Files.readString(state.resolve("logs").resolve(part + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the house keeps to itself.
    String secrets() {
        try {
            return Files.readString(state.resolve("secrets.env"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts a part once more beside itself, as it was started but for some settings: a second replica. Linux only.
    ///
    /// @param name of its log
    Process replica(String part, String name, Map<String, String> instead) {
        try {
            var place = Path.of(
                    "/proc",
                    Files.readString(state.resolve("run").resolve(part + ".pid"))
                            .strip());
            var builder = new ProcessBuilder(words(place.resolve("cmdline")))
                    .redirectErrorStream(true)
                    .redirectOutput(state.resolve("logs")
                            .resolve(part + "-" + name + ".log")
                            .toFile());
            builder.environment().clear();
            words(place.resolve("environ")).stream()
                    .map(setting -> setting.split("=", 2))
                    .forEach(setting -> builder.environment().put(setting[0], setting[1]));
            builder.environment().putAll(instead);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(Path file) throws IOException {
        return Arrays.stream(Files.readString(file).split("\0"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /// One of its own secrets, by its name.
    String secret(String name) {
        return secrets()
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /// Where all that it keeps lies.
    Path folder() {
        return state;
    }

    /// Ends a part of the house as a power cut would; one that has ended already is left alone.
    void kill(String part) {
        // PostgreSQL notes its own.
        var note = part.equals("postgres") ? "postgres/data/postmaster.pid" : "run/" + part + ".pid";
        try (var lines = Files.lines(state.resolve(note))) {
            var process = ProcessHandle.of(
                    Long.parseLong(lines.findFirst().orElseThrow().strip()));
            if (process.isPresent()) {
                process.get().destroyForcibly();
                process.get().onExit().get(20, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new IllegalStateException("cannot kill " + part, e);
        }
    }

    @Override
    public void close() {
        call("down");
    }

    private Map<String, String> localEnv() {
        try (var lines = Files.lines(state.resolve("local.env"))) {
            return lines.filter(line -> line.matches("[A-Z_]+=.*"))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].replaceAll("^['\"]|['\"]$", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> freePorts() {
        var first = STRETCH.getLocalPort() + 1 + ThreadLocalRandom.current().nextInt(500);
        return IntStream.range(first, first + 400)
                .filter(House::isFree)
                .limit(PORTS.size())
                .boxed()
                .toList();
    }

    // Held for as long as this JVM lives: another one that tests at the same time finds it taken and goes on to the
    // next thousand. All of them lie below the ports that the system gives to outgoing connections.
    private static ServerSocket stretch() {
        for (var port = 11_000; port < 30_000; port += 1_000) {
            try {
                return new ServerSocket(port);
            } catch (IOException taken) {
                // Another JVM's, or a stranger's.
            }
        }
        throw new IllegalStateException("no stretch of ports from 11000 to 30000 is free");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static void deleted(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (var path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
