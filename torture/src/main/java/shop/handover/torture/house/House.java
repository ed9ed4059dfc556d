package shop.handover.torture.house;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import shop.handover.sandbox.house.Main;
import shop.handover.sandbox.machine.Folders;
import shop.handover.sandbox.machine.QuietLog;
import shop.handover.sandbox.postgres.Database;
import shop.handover.sandbox.samples.SampleFiles;
import shop.handover.sandbox.stripe.StripeSandbox;
import shop.handover.torture.fault.FaultProxy;
import shop.handover.torture.fault.Link;
import shop.handover.torture.fault.Part;

/// The packaged services with real Kafka and PostgreSQL, each link of theirs through a [FaultProxy], each process
/// under a supervisor. Stripe and the relay are the run's own. Longer than a screen: it is where the parts are put
/// together, as the script `handover` puts them together for a laptop.
public final class House implements AutoCloseable {

    /// What the house is told about the run it stands in.
    ///
    /// @param root of the project, with its services packaged
    /// @param folder for everything it keeps; emptied first
    /// @param lease of a mail under way: longer than any stall, or a stalled database would double mails
    /// @param history how many sessions Stripe remembers
    public record Setup(Path root, Path folder, Duration lease, int history) {}

    /// The secret that Stripe signs with here.
    public static final String SECRET = Services.SECRET;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Setup setup;
    private final Ground ground = new Ground();
    private final Map<Link, FaultProxy> links = new EnumMap<>(Link.class);
    private final Map<Part, Worker> workers = new EnumMap<>(Part.class);
    private final StripeSandbox stripe;
    private final int relayPort;
    private final int kafkaPort;
    private final Services services;

    /// Makes everything and starts nothing but Stripe.
    public House(Setup setup) {
        this.setup = setup;
        Folders.delete(setup.folder());
        Folders.create(setup.folder().resolve("logs"));
        stripe = StripeSandbox.start(StripeSandbox.Options.standard()
                .withPort(ground.port())
                .withHistory(setup.history())
                .withSettlement(Duration.ofDays(1)));
        relayPort = ground.port();
        var ports = new EnumMap<Part, Integer>(Part.class);
        var management = new EnumMap<Part, Integer>(Part.class);
        for (var part : Part.values()) {
            ports.put(part, ground.port());
            management.put(part, ground.port());
        }
        kafkaPort = ports.get(Part.KAFKA);
        link(Link.KAFKA, kafkaPort);
        link(Link.POSTGRES, ports.get(Part.POSTGRES));
        link(Link.SMTP, relayPort);
        link(Link.STRIPE, stripe.port());
        link(Link.WEBHOOK, ports.get(Part.WEBHOOK));
        services = new Services(
                setup.root(),
                setup.folder(),
                ports,
                management,
                links.get(Link.KAFKA).port(),
                links.get(Link.POSTGRES).port(),
                links.get(Link.SMTP).port(),
                links.get(Link.STRIPE).port(),
                setup.lease());
        for (var part : Part.values()) {
            workers.put(part, worker(part, ports, management));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::endAll));
    }

    /// Starts what the services stand on, and them, but for fulfillment: what is sold before it comes up is sold.
    public void open() {
        var database = CompletableFuture.runAsync(((PostgresWorker) workers.get(Part.POSTGRES))::startFresh);
        workers.get(Part.KAFKA).start();
        SampleFiles.writeTo(setup.folder().resolve("files"));
        var catalog = furnish(Part.CHECKOUT, "catalog", "shop.handover.kit.command.StripeCommand", "catalog");
        await(Part.KAFKA);
        var topics = furnish(Part.FULFILLMENT, "topics", "shop.handover.fulfillment.kafka.CreateTopics");
        CompletableFuture.allOf(database, catalog, topics).join();
        List.of(Part.CHECKOUT, Part.WEBHOOK, Part.DOWNLOAD)
                .forEach(part -> workers.get(part).start());
        List.of(Part.CHECKOUT, Part.WEBHOOK).forEach(this::await);
    }

    private CompletableFuture<Void> furnish(Part service, String what, String main, String... arguments) {
        return CompletableFuture.runAsync(() -> Programs.run(
                services.program(service, main, arguments),
                services.environment(service),
                setup.folder().resolve("logs").resolve(what + ".log")));
    }

    /// Waits until a part answers, ten minutes at most, since a machine may be busy.
    public void await(Part part) {
        var deadline = Instant.now().plus(PATIENCE);
        while (!workers.get(part).serves()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(part.title() + " does not come up:\n" + Folders.tail(log(part)));
            }
            pause();
        }
    }

    /// Looks into Stripe's books with fulfillment's own command; empty of trouble where it ends with status 0.
    ///
    /// @return what it said
    public Programs.Said ledger() {
        return Programs.call(services.command(Part.FULFILLMENT, "ledger"), services.environment(Part.FULFILLMENT));
    }

    public Worker worker(Part part) {
        return workers.get(part);
    }

    public FaultProxy link(Link link) {
        return links.get(link);
    }

    public StripeSandbox stripe() {
        return stripe;
    }

    /// The door of a service.
    public String url(Part part) {
        return "http://127.0.0.1:" + services.ports().get(part);
    }

    /// What a service says of itself; empty where it does not answer.
    public String metrics(Part part) {
        return Http.get(services.management().get(part), "/q/metrics").orElse("");
    }

    public Database database() {
        return ((PostgresWorker) workers.get(Part.POSTGRES)).database();
    }

    /// Where Kafka is reached; the link to it is the services' own, since that is the address it gives to clients.
    public String kafka() {
        return "127.0.0.1:" + services.kafka();
    }

    /// Where the run's relay has to listen.
    public int relayPort() {
        return relayPort;
    }

    @Override
    public void close() {
        endAll();
        links.values().forEach(FaultProxy::close);
        stripe.close();
        ground.close();
    }

    private void endAll() {
        for (var part :
                List.of(Part.CHECKOUT, Part.WEBHOOK, Part.DOWNLOAD, Part.FULFILLMENT, Part.KAFKA, Part.POSTGRES)) {
            workers.get(part).end();
        }
    }

    private void link(Link link, int target) {
        links.put(link, new FaultProxy(ground.port(), target));
    }

    private Worker worker(Part part, Map<Part, Integer> ports, Map<Part, Integer> management) {
        var health = management.get(part);
        return switch (part) {
            case POSTGRES ->
                new PostgresWorker(
                        setup.folder().resolve("postgres"),
                        setup.root().resolve("torture/target/postgres"),
                        ports.get(part),
                        Services.PASSWORD);
            case KAFKA -> new JavaWorker(broker(), Map.of(), log(part), () -> Http.open(kafkaPort));
            default ->
                new JavaWorker(
                        services.command(part),
                        services.environment(part),
                        log(part),
                        () -> Http.ok(health, "/q/health/ready"));
        };
    }

    private List<String> broker() {
        return List.of(
                Services.java().toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.class=" + QuietLog.class.getName(),
                "-cp",
                System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "kafka",
                "--folder",
                setup.folder().resolve("kafka").toString(),
                "--port",
                Integer.toString(kafkaPort),
                "--advertised-port",
                Integer.toString(links.get(Link.KAFKA).port()));
    }

    private Path log(Part part) {
        return setup.folder().resolve("logs").resolve(part.title() + ".log");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
