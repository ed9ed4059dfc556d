package shop.handover.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import shop.handover.sandbox.machine.Ports;

/// The machine's own Prometheus, which looks at a house and knows the house's alerts. It keeps what it saw below
/// `target`.
final class Prometheus implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    private static final Path WATCH = Path.of("../deploy/observability/prometheus");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final Process process;

    private Prometheus(Path folder) throws IOException {
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config.file=" + folder.resolve("prometheus.yaml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /// Whether this machine has one (Debian's package `prometheus`).
    static boolean isHere() {
        return Files.isExecutable(PROGRAM);
    }

    /// Starts one that looks every second, and waits until it answers.
    static Prometheus watching(House house) throws IOException {
        return start(house, List.of("global: {scrape_interval: 1s, evaluation_interval: 1s}"));
    }

    /// The same at the pace that `deploy/observability` ships.
    static Prometheus asShipped(House house) throws IOException {
        var shipped = Files.readAllLines(WATCH.resolve("prometheus.yaml"));
        var from = shipped.indexOf("global:");
        return start(
                house,
                shipped.subList(
                        from, from + shipped.subList(from, shipped.size()).indexOf("")));
    }

    private static Prometheus start(House house, List<String> pace) throws IOException {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "prometheus");
        var settings = new ArrayList<>(pace);
        settings.addAll(List.of(
                "rule_files: [" + WATCH.resolve("rules.yaml").toAbsolutePath() + "]",
                "scrape_configs:",
                "  - job_name: handover",
                "    metrics_path: /q/metrics",
                "    static_configs:"));
        for (var service : List.of("checkout", "webhook", "fulfillment", "download")) {
            settings.add("      - {targets: ['127.0.0.1:%d'], labels: {service: %s-service}}"
                    .formatted(house.port(service + "_management"), service));
        }
        Files.write(folder.resolve("prometheus.yaml"), settings);
        var prometheus = new Prometheus(folder.toAbsolutePath());
        try {
            await().atMost(Duration.ofSeconds(120)).until(prometheus::answers);
        } catch (ConditionTimeoutException silent) {
            prometheus.close();
            throw new IllegalStateException(Files.readString(folder.resolve("log")), silent);
        }
        return prometheus;
    }

    private boolean answers() throws InterruptedException {
        try {
            ask("vector(1)");
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// What an expression says now: Prometheus' own list of results.
    ///
    /// @throws IOException where Prometheus does not answer, or does not understand the expression
    JsonNode ask(String expression) throws IOException, InterruptedException {
        var query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=" + query))
                .timeout(Duration.ofSeconds(20))
                .build();
        var answer = JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException(expression + ": " + answer.path("error").asText());
        }
        return answer.at("/data/result");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
