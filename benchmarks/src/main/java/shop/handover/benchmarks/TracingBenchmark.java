package shop.handover.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import shop.handover.kit.event.Topic;
import shop.handover.sandbox.kafka.KafkaServer;
import shop.handover.sandbox.machine.Folders;
import shop.handover.sandbox.machine.Ports;

/// What tracing costs: webhook-service twice, side by side before one broker, and one of the two tells a collector of
/// every request. They are loaded in turns, so that whatever else the machine does meets both.
final class TracingBenchmark implements Benchmark {

    private static final House SECRETS = new House(Map.of(
            "STRIPE_WEBHOOK_SECRET",
            "whsec_tracingbench",
            "LINK_KEYS",
            "bench:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));

    @Override
    public String name() {
        return "tracing";
    }

    @Override
    public String what() {
        return "what a traced webhook-service spends per request, against the same without tracing; needs no house";
    }

    @Override
    public String usage() {
        return "--rounds 6 --seconds 5 --connections 32";
    }

    @Override
    public void run(Words words, Report report) throws Exception {
        int rounds = words.number("rounds", 6);
        var time = Duration.ofSeconds(words.number("seconds", 5));
        int connections = words.number("connections", 32);
        words.noMore();
        var folder = Folders.temporary("bench-tracing");
        var spans = new AtomicLong();
        var collector = collector(spans);
        try (var kafka = KafkaServer.start()) {
            kafka.createTopic(Topic.STRIPE_EVENTS.title(), 3);
            var endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
            try (var plain = new Lane("plain", kafka, Map.of(), folder, connections);
                    var traced = new Lane(
                            "traced", kafka, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), folder, connections)) {
                measure(List.of(plain, traced), rounds, time);
                plain.tell(report);
                traced.tell(report);
                report.line("traced / plain", "%.2f in CPU per request", traced.median() / plain.median());
                report.line("the collector got", "%,d MB", spans.get() / 1_000_000);
            }
        } finally {
            collector.stop(0);
            Folders.delete(folder);
        }
    }

    // The first round warms up, and is not counted.
    private static void measure(List<Lane> lanes, int rounds, Duration time) {
        lanes.forEach(lane -> lane.round(time.multipliedBy(2)));
        lanes.forEach(Lane::forget);
        for (var i = 0; i < rounds; i++) {
            lanes.forEach(lane -> lane.round(time));
        }
    }

    // Takes everything and keeps nothing.
    private static HttpServer collector(AtomicLong bytes) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            bytes.addAndGet(call.getRequestBody().readAllBytes().length);
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        server.start();
        return server;
    }

    /// One of the two services, and what it spent in each round.
    private static final class Lane implements AutoCloseable {

        private final String name;
        private final Process process;
        private final Watched watched;
        private final Load load;
        private final PaidEvents paid = new PaidEvents(SECRETS);
        private double[] spent = {};

        Lane(String name, KafkaServer kafka, Map<String, String> more, Path folder, int connections)
                throws IOException {
            this.name = name;
            var port = Ports.free();
            var management = Ports.free();
            var builder = new ProcessBuilder(Packaged.command("webhook"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name).toFile());
            var settings = new HashMap<>(Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                    "STRIPE_SECRET_KEY", "sk_test_bench",
                    "STRIPE_WEBHOOK_SECRET", SECRETS.setting("STRIPE_WEBHOOK_SECRET"),
                    "QUARKUS_HTTP_HOST", "127.0.0.1",
                    "QUARKUS_HTTP_PORT", Integer.toString(port),
                    "QUARKUS_MANAGEMENT_PORT", Integer.toString(management)));
            settings.putAll(more);
            builder.environment().putAll(settings);
            process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            watched = new Watched(name, process.pid());
            load = new Load(URI.create("http://127.0.0.1:" + port), connections);
            await(URI.create("http://127.0.0.1:" + management + "/q/health/ready"));
        }

        private void await(URI readiness) {
            var ready = HttpRequest.newBuilder(readiness)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            try (var http = HttpClient.newHttpClient()) {
                while (process.isAlive()) {
                    try {
                        if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                            return;
                        }
                    } catch (IOException notYet) {
                        // It is starting.
                    }
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("webhook-service ended while starting");
        }

        void round(Duration time) {
            var before = watched.cpu();
            var sample = load.during(time, WebhookBenchmark.calls(paid));
            if (sample.statuses().getOrDefault(200, 0L) < sample.answers()) {
                throw new IllegalStateException(name + " refuses: " + sample.told());
            }
            var taken = Arrays.copyOf(spent, spent.length + 1);
            taken[spent.length] = watched.cpu().minus(before).toNanos() / 1e6 / Math.max(1, sample.answers());
            spent = taken;
        }

        void forget() {
            spent = new double[0];
        }

        double median() {
            var sorted = spent.clone();
            Arrays.sort(sorted);
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }

        void tell(Report report) {
            report.line(
                    name,
                    "%.3f CPU-ms per request, the median of %d rounds; %d MB",
                    median(),
                    spent.length,
                    watched.residentMegabytes());
        }

        @Override
        public void close() {
            load.close();
            process.destroyForcibly().onExit().join();
        }
    }
}
