package shop.handover.sandbox.stripe;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// Runs the Stripe simulator alone: `RunStripe [port] [data folder]`, until it is told to stop.
final class RunStripe {

    private static final int USUAL_PORT = 12_111;

    private RunStripe() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            run(args);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("sandbox: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String... args) throws InterruptedException {
        if (args.length > 2) {
            throw new IllegalArgumentException("there are a port and a data folder, both optional, no " + args[2]);
        }
        var options = StripeSandbox.Options.standard().withPort(args.length > 0 ? port(args[0]) : USUAL_PORT);
        var sandbox = StripeSandbox.start(args.length > 1 ? options.withData(Path.of(args[1])) : options);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(sandbox::close));
        System.out.println("Stripe, without money, at " + sandbox.url() + " (its dashboard too); Ctrl-C ends it");
        new CountDownLatch(1).await();
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("the port is a number up to 65535, not " + text);
        }
        return Integer.parseInt(text);
    }
}
