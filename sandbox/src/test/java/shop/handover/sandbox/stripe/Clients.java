package shop.handover.sandbox.stripe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Stripe's Node library and Stripe's command line as npm delivers them, kept in the module's `target` folder: fetched
/// once, then used without a network. Whoever asks for one that is not there is skipped, and says so.
///
/// @param home where the command line keeps what it remembers
record Clients(Path home, String base) {

    static final Path FOLDER = Path.of("target/clients").toAbsolutePath();

    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final String NODE_LIBRARY = "stripe@23.1.0";
    private static final String COMMAND_LINE = "@stripe/cli-linux-x64@1.52.0";

    private static final String VERSIONS = NODE_LIBRARY + " and " + COMMAND_LINE;

    static Clients of(StripeSandbox sandbox, Path home) {
        if (!isInstalled()) {
            install();
        }
        return new Clients(home, sandbox.url());
    }

    // The folder outlives a change of the versions.
    private static boolean isInstalled() {
        try {
            var asked = Files.readString(FOLDER.resolve("package.json"));
            return Files.exists(FOLDER.resolve("node_modules/stripe")) && asked.contains(VERSIONS);
        } catch (IOException none) {
            return false;
        }
    }

    private static void install() {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve("package.json"), "{\"private\": true, \"description\": \"" + VERSIONS + "\"}");
            var npm = List.of(
                    "npm", "install", "--prefer-offline", "--no-audit", "--no-fund", NODE_LIBRARY, COMMAND_LINE);
            Program.run(FOLDER, Duration.ofMinutes(2), Map.of(), npm);
        } catch (IOException | UncheckedIOException noNpm) {
            System.getLogger(Clients.class.getName()).log(System.Logger.Level.INFO, "npm is not on this machine");
        }
    }

    /// Runs a script for Node and answers what it said.
    String node(Path script, String... arguments) {
        assumeTrue(Files.exists(FOLDER.resolve("node_modules/stripe")), "npm delivered no Node library");
        var command = new ArrayList<>(List.of("node", script.toString(), base));
        command.addAll(List.of(arguments));
        return Program.run(FOLDER, A_MINUTE, Map.of(), command).said();
    }

    /// Runs Stripe's command line to its end and answers what it said.
    String stripe(String... arguments) {
        return Program.run(FOLDER, A_MINUTE, environment(), command(arguments)).said();
    }

    /// Starts Stripe's command line; whoever starts it ends it.
    Program.Running start(String... arguments) {
        return Program.start(FOLDER, environment(), command(arguments));
    }

    private List<String> command(String... arguments) {
        var program = FOLDER.resolve("node_modules/@stripe/cli-linux-x64/bin/stripe");
        assumeTrue(Files.isExecutable(program), "npm delivered no Stripe command line");
        var command = new ArrayList<>(List.of(program.toString(), "--api-base", base));
        command.addAll(List.of(arguments));
        return command;
    }

    // Told not to report home, it needs no network.
    private Map<String, String> environment() {
        return Map.of(
                "STRIPE_API_KEY",
                "sk_test_51abcdefghijklmnopqrstuvwxyz",
                "STRIPE_CLI_TELEMETRY_OPTOUT",
                "1",
                "HOME",
                home.toString(),
                "XDG_CONFIG_HOME",
                home.toString());
    }
}
