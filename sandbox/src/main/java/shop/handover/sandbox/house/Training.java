package shop.handover.sandbox.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import shop.handover.sandbox.gateway.Gateway;
import shop.handover.sandbox.gateway.GatewayOptions;
import shop.handover.sandbox.gateway.Upstream;
import shop.handover.sandbox.inbox.Inbox;
import shop.handover.sandbox.inbox.InboxOptions;
import shop.handover.sandbox.kafka.Broker;
import shop.handover.sandbox.machine.Folders;
import shop.handover.sandbox.machine.Ports;
import shop.handover.sandbox.postgres.Cluster;
import shop.handover.sandbox.samples.SampleFiles;
import shop.handover.sandbox.stripe.StripeSandbox;

/// Walks one purchase through the four packaged services, each of which writes down what its JVM learned: an AOT cache
/// `<service>.aot`, for the JVM this runs on and the jars where they lie. Needs no network but the loopback.
///
/// @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line Ergonomics</a>
final class Training {

    private static final List<String> SERVICES = List.of("checkout", "webhook", "fulfillment", "download");
    private static final Pattern SECRET = Pattern.compile("STRIPE_WEBHOOK_SECRET=(\\S+)");
    // Writing the cache begins when the service has ended, and takes its time on a small machine.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Browser browser = new Browser();
    private final Path services;
    private final Path caches;
    private final Path catalog;
    private final Path folder = Folders.temporary("training");
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, Integer> management = new HashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Process> running = new LinkedHashMap<>();

    private Training(Arguments arguments) {
        this.services = arguments.path("services").toAbsolutePath();
        this.caches = arguments.path("into").toAbsolutePath();
        this.catalog = arguments.path("catalog").toAbsolutePath();
    }

    /// @throws StationFailed where a service does not come up, does not sell, or keeps nothing
    static void run(Arguments arguments) {
        var training = new Training(arguments);
        try {
            training.train();
        } finally {
            training.running.values().forEach(Process::destroyForcibly);
            Folders.deleteQuietly(training.folder);
        }
        System.exit(0);
    }

    private void train() {
        int kafka = Ports.free();
        var postgres = new Cluster(folder.resolve("postgres"), folder, Ports.free(), "training", false);
        SampleFiles.writeTo(folder.resolve("files"));
        try (var _ = Broker.start(Folders.create(folder.resolve("kafka")), kafka);
                var stripe = StripeSandbox.start(StripeSandbox.Options.standard());
                var inbox = Inbox.start(InboxOptions.forTests());
                var gateway = Gateway.start(new GatewayOptions("127.0.0.1", 0, upstreams()))) {
            settings.put("DATABASE_URL", postgres.start().url());
            settings.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafka);
            settings.put("STRIPE_API_BASE", stripe.url());
            settings.put("STRIPE_CHECKOUT_ORIGIN", stripe.url());
            settings.put("STRIPE_SECRET_KEY", "sk_test_training");
            settings.put("LINK_KEYS", "training:" + "A".repeat(43));
            settings.put("PUBLIC_URL", gateway.url());
            settings.put("CATALOG_PATH", catalog.toString());
            settings.put("FILES_DIR", folder.resolve("files").toString());
            settings.put("SMTP_HOST", "127.0.0.1");
            settings.put("SMTP_PORT", String.valueOf(inbox.smtpPort()));
            settings.put("SMTP_TLS", "disabled");
            command("fulfillment", "shop.handover.fulfillment.kafka.CreateTopics");
            command("checkout", "shop.handover.kit.command.StripeCommand", "catalog", "--yes");
            String told = command(
                    "checkout",
                    "shop.handover.kit.command.StripeCommand",
                    "webhook",
                    "--url",
                    gateway.url() + "/api/stripe/webhook",
                    "--yes");
            settings.put("STRIPE_WEBHOOK_SECRET", Journey.find(SECRET, told, "no secret in: " + told));
            SERVICES.forEach(this::begin);
            SERVICES.forEach(this::awaitReady);
            buy(gateway.url(), stripe.url(), inbox.url());
            SERVICES.forEach(this::end);
        } finally {
            postgres.stop();
        }
    }

    private Map<Upstream, URI> upstreams() {
        SERVICES.forEach(service -> {
            ports.put(service, Ports.free());
            management.put(service, Ports.free());
        });
        return Map.of(
                Upstream.CHECKOUT, address("checkout"),
                Upstream.WEBHOOK, address("webhook"),
                Upstream.DOWNLOAD, address("download"));
    }

    private URI address(String service) {
        return URI.create("http://127.0.0.1:" + ports.get(service));
    }

    private void buy(String store, String stripe, String inbox) {
        int status = Journey.walk(new Arguments(
                "--store", store + "/store", "--stripe", stripe, "--inbox", inbox, "--catalog", catalog.toString()));
        if (status != 0) {
            SERVICES.forEach(service -> System.out.println("---- " + service + "\n" + Folders.tail(log(service))));
            throw new StationFailed("the services sold nothing");
        }
    }

    private void begin(String service) {
        settings.put("QUARKUS_HTTP_PORT", String.valueOf(ports.get(service)));
        settings.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(management.get(service)));
        running.put(
                service,
                start(
                        service,
                        log(service),
                        "-XX:AOTCacheOutput=" + cache(service),
                        "-Xlog:aot*=off,cds*=off",
                        "-jar",
                        "quarkus-run.jar"));
    }

    // A JVM that writes down what it does is in no hurry.
    private void awaitReady(String service) {
        URI health = URI.create("http://127.0.0.1:" + management.get(service) + "/q/health/ready");
        Instant deadline = Instant.now().plus(PATIENCE);
        while (browser.getOnce(health) != 200) {
            if (!running.get(service).isAlive() || Instant.now().isAfter(deadline)) {
                throw new StationFailed(service + " did not come up: " + Folders.tail(log(service)));
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    private void end(String service) {
        Process process = running.get(service);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.exists(cache(service))) {
                throw new StationFailed(service + " kept nothing: " + Folders.tail(log(service)));
            }
            System.out.println("training: " + cache(service) + ", " + Files.size(cache(service)) / 1_000_000 + " MB");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new StationFailed("interrupted");
        }
    }

    /// A command from a service's own class path, and what it said.
    private String command(String service, String... words) {
        Path said = folder.resolve("command.log");
        List<String> line = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-cp", "quarkus-run.jar"));
        line.addAll(Arrays.asList(words));
        Process process = start(service, said, line.toArray(String[]::new));
        try {
            int status = process.waitFor();
            String text = Files.readString(said);
            if (status != 0) {
                throw new StationFailed(String.join(" ", words) + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new StationFailed("interrupted");
        }
    }

    private Process start(String service, Path said, String... words) {
        Path home = services.resolve(service + "-service");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@java.options", "-Xmx192m"));
        command.addAll(Arrays.asList(words));
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(settings);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + service + " in " + home, e);
        }
    }

    private Path cache(String service) {
        return caches.resolve(service + "-service.aot");
    }

    private Path log(String service) {
        return folder.resolve(service + ".log");
    }
}
