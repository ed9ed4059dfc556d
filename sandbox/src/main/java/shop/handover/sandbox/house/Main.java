package shop.handover.sandbox.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import shop.handover.sandbox.gateway.Gateway;
import shop.handover.sandbox.gateway.GatewayFiles;
import shop.handover.sandbox.gateway.GatewayOptions;
import shop.handover.sandbox.gateway.Upstream;
import shop.handover.sandbox.inbox.Inbox;
import shop.handover.sandbox.inbox.InboxOptions;
import shop.handover.sandbox.kafka.Broker;
import shop.handover.sandbox.postgres.Cluster;
import shop.handover.sandbox.samples.SampleFiles;
import shop.handover.sandbox.stripe.StripeSandbox;

/// Runs one part of the house. A part that serves says `ready` on its standard output, once, and ends in good order
/// when it is sent the signal TERM.
public final class Main {

    private static final int MAILS_KEPT = 1_000;

    private Main() {}

    /// @param args the part, then its `--name value` arguments
    public static void main(String[] args) throws Exception {
        String part = args.length == 0 ? "" : args[0];
        try {
            run(part, args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length));
        } catch (IllegalArgumentException e) {
            System.err.println("handover " + part + ": " + e.getMessage());
            System.exit(2);
        }
    }

    private static void run(String part, String... words) throws Exception {
        switch (part) {
            case "kafka" -> kafka(new Arguments(words));
            case "postgres" -> postgres(new Arguments(words));
            case "outside" -> outside(new Arguments(words));
            case "gateway" -> gateway(new Arguments(words));
            case "gateway-files" -> GatewayFiles.writeTo(new Arguments(words).path("into"));
            case "sample-files" -> SampleFiles.writeTo(new Arguments(words).path("into"));
            case "training" -> Training.run(new Arguments(words));
            case "journey" -> System.exit(Journey.walk(new Arguments(words)));
            default ->
                throw new IllegalArgumentException(
                        "there are kafka, postgres, outside, gateway, gateway-files, sample-files, training and journey,"
                                + " no " + part);
        }
    }

    private static void kafka(Arguments arguments) {
        int port = arguments.port("port");
        Broker.serve(
                arguments.path("folder"),
                port,
                arguments.findPort("advertised-port").orElse(port),
                Main::ready);
    }

    // The server goes on as a daemon when this process has ended.
    private static void postgres(Arguments arguments) {
        String password = Optional.ofNullable(System.getenv("POSTGRES_PASSWORD"))
                .orElseThrow(() -> new IllegalArgumentException("POSTGRES_PASSWORD is missing"));
        new Cluster(arguments.path("folder"), arguments.path("programs"), arguments.port("port"), password, true)
                .start();
        ready();
    }

    // Whichever of the two has a port: the caller may bring his own Stripe, or his own relay.
    private static void outside(Arguments arguments) {
        String host = arguments.find("host").orElse("127.0.0.1");
        // Before Stripe answers: who waits for it may then count on the goods.
        arguments.find("samples").map(Path::of).ifPresent(SampleFiles::writeTo);
        arguments.findPort("stripe-port").ifPresent(port -> {
            var options = StripeSandbox.Options.standard().withHost(host).withPort(port);
            var reached = arguments
                    .find("stripe-public-url")
                    .map(options::withPublicUrl)
                    .orElse(options)
                    .withData(arguments.path("folder").resolve("stripe"));
            var stripe = StripeSandbox.start(reached);
            closeAtEnd(stripe);
            arguments.find("webhook-url").ifPresent(url -> stripe.tell(url, webhookSecret()));
        });
        arguments.findPort("inbox-port").ifPresent(port -> {
            var folder = Optional.of(arguments.path("folder").resolve("mails"));
            closeAtEnd(Inbox.start(new InboxOptions(host, arguments.port("smtp-port"), port, folder, MAILS_KEPT)));
        });
        ready();
    }

    // Where the services got theirs before the sandbox was there.
    private static String webhookSecret() {
        var file = Optional.ofNullable(System.getenv("STRIPE_WEBHOOK_SECRET_FILE"))
                .orElseThrow(() -> new IllegalArgumentException("STRIPE_WEBHOOK_SECRET_FILE is missing"));
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("STRIPE_WEBHOOK_SECRET_FILE names " + file + ", which cannot be read");
        }
    }

    private static void gateway(Arguments arguments) {
        closeAtEnd(Gateway.start(new GatewayOptions(
                arguments.find("host").orElse("127.0.0.1"),
                arguments.port("port"),
                Map.of(
                        Upstream.CHECKOUT, arguments.uri("checkout"),
                        Upstream.WEBHOOK, arguments.uri("webhook"),
                        Upstream.DOWNLOAD, arguments.uri("download")))));
        ready();
    }

    private static void closeAtEnd(AutoCloseable part) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("handover: " + e.getMessage());
            }
        }));
    }

    private static void ready() {
        System.out.println("ready");
    }
}
