package shop.handover.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import shop.handover.benchmarks.Load.Call;
import shop.handover.sandbox.machine.Folders;
import shop.handover.sandbox.machine.Ports;

/// How many Checkout Sessions the Stripe sandbox creates a second, and whether its memory stays flat over them. The
/// sandbox runs as in the house: a process of its own with 256 MB of heap that keeps a journal. Each request has an
/// idempotency key of its own, as the official clients send one.
final class SandboxBenchmark implements Benchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final int PARTS = 5;

    private static final Map<String, String> HEADERS =
            Map.of("Authorization", "Bearer sk_test_bench", "Content-Type", "application/x-www-form-urlencoded");
    // A session as the store's: one price, metadata on it and on its payment.
    private static final String FORM = "mode=payment&currency=eur&adaptive_pricing[enabled]=false"
            + "&success_url=http%3A%2F%2F127.0.0.1%2Fok%3Fs%3D%7BCHECKOUT_SESSION_ID%7D&cancel_url=http%3A%2F%2F127.0.0.1%2F"
            + "&metadata[shop]=bench&metadata[productSlug]=handbook"
            + "&payment_intent_data[metadata][shop]=bench&payment_intent_data[metadata][productSlug]=handbook"
            + "&line_items[0][quantity]=1&line_items[0][price]=";

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public String what() {
        return "Checkout Sessions created a second by the Stripe sandbox, and its memory over them";
    }

    @Override
    public String usage() {
        return "--connections 16 --sessions 100000";
    }

    @Override
    public void run(Words words, Report report) throws Exception {
        int connections = words.number("connections", 16);
        int sessions = words.number("sessions", 100_000);
        words.noMore();
        var folder = Folders.temporary("bench-sandbox");
        int port = Ports.free();
        var sandbox = start(port, folder);
        var base = URI.create("http://127.0.0.1:" + port);
        try (var load = new Load(base, connections)) {
            var call = creations(price(base));
            load.during(WARM_UP, call);
            measure(load, call, new Watched("sandbox", sandbox.pid()), sessions, report);
        } finally {
            sandbox.destroyForcibly().waitFor();
            Folders.delete(folder);
        }
    }

    // In five parts, so that memory is seen five times.
    private static void measure(Load load, Supplier<Call> call, Watched sandbox, int sessions, Report report)
            throws Exception {
        for (int part = 1; part <= PARTS; part++) {
            var before = sandbox.cpu();
            var sample = load.times(sessions / PARTS, call);
            var cpu = sandbox.cpu().minus(before);
            report.line("sessions, part " + part, "%s", sample.told());
            report.cost("", cpu, sample);
            report.line(
                    "",
                    "%d MB of heap after a collection, %d MB resident",
                    liveMegabytes(sandbox),
                    sandbox.residentMegabytes());
        }
    }

    private static Supplier<Call> creations(String price) {
        var run = UUID.randomUUID().toString();
        var count = new AtomicLong();
        return () -> {
            var headers = new HashMap<>(HEADERS);
            headers.put("Idempotency-Key", run + count.incrementAndGet());
            return Call.post("/v1/checkout/sessions", headers, FORM + price);
        };
    }

    private static String price(URI base) throws IOException, InterruptedException {
        var form = "currency=eur&unit_amount=1900&product_data[name]=Handbook";
        var request = HttpRequest.newBuilder(base.resolve("/v1/prices")).POST(BodyPublishers.ofString(form));
        HEADERS.forEach(request::header);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), BodyHandlers.ofString()).body();
            var id = Pattern.compile("price_\\w+").matcher(answer);
            if (!id.find()) {
                throw new IllegalStateException("the sandbox made no price: " + answer);
            }
            return id.group();
        }
    }

    private static Process start(int port, Path folder) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "shop.handover.sandbox.house.Main",
                        "outside",
                        "--stripe-port",
                        String.valueOf(port),
                        "--folder",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!"ready".equals(process.inputReader().readLine())) {
            throw new IllegalStateException("the sandbox did not start");
        }
        return process;
    }

    // Whoever counts a JVM's objects has its garbage collected first.
    private static long liveMegabytes(Watched sandbox) throws IOException {
        var jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(sandbox.pid()),
                        "GC.class_histogram")
                .start();
        try (var lines = jcmd.inputReader().lines()) {
            return lines.filter(line -> line.startsWith("Total"))
                    .map(line -> line.split("\\s+"))
                    .mapToLong(total -> Long.parseLong(total[2]) / 1_048_576)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("jcmd did not tell the sandbox's heap"));
        }
    }
}
