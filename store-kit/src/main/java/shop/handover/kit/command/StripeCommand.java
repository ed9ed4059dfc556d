package shop.handover.kit.command;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.CatalogReader;
import shop.handover.kit.catalog.CatalogRefused;
import shop.handover.kit.config.SecretFiles;
import shop.handover.kit.stripe.StripeAccess;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.kit.stripe.StripeRefused;
import shop.handover.kit.stripe.StripeUnavailable;

/// `handover stripe catalog`, `handover stripe webhook --url URL` and `handover stripe check`: one line per change or
/// finding, one line of verdict, exit status 0 only where Stripe now knows all of it. 64 is a call with wrong
/// words, 1 anything else. Changes are shown before they are made: with `--dry-run` nothing follows, with real
/// money only after a yes on the terminal or `--yes`.
///
/// Reads `STRIPE_SECRET_KEY`, `STRIPE_API_BASE`, `CATALOG_PATH` and, for `check`, `PUBLIC_URL` and `WEBHOOK_URL` from
/// the environment.
public final class StripeCommand {

    private static final String USAGE = "usage: stripe catalog [--dry-run | --yes] | "
            + "stripe webhook --url https://…/api/stripe/webhook [--moved-from https://…] [--dry-run | --yes] | "
            + "stripe check";

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    StripeCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /// Runs one command and leaves with its exit status.
    public static void main(String[] arguments) {
        // Nobody listens to a command; without this OpenTelemetry says so on its output.
        GlobalOpenTelemetry.set(OpenTelemetry.noop());
        System.exit(new StripeCommand(System.getenv(), System.out, System.err).run(List.of(arguments)));
    }

    /// Runs one command, its words given and its lines told to others than the process.
    ///
    /// @return the exit status
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        return new StripeCommand(environment, out, err).run(arguments);
    }

    private int run(List<String> arguments) {
        try {
            return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
                case "catalog" ->
                    Consent.others(arguments).size() == 1 ? catalog(Consent.of(arguments)) : misused(USAGE);
                case "webhook" -> webhook(Consent.others(arguments), Consent.of(arguments));
                case "check" -> arguments.size() == 1 ? check() : misused(USAGE);
                default -> misused(USAGE);
            };
        } catch (IllegalArgumentException | CatalogRefused | StripeUnavailable | StripeRefused e) {
            err.println("stripe: " + e.getMessage());
            return 1;
        }
    }

    private int catalog(Consent consent) {
        try (var stripe = gateway()) {
            var catalog = catalogFile();
            var changes = new PublishCatalog(stripe, catalog).changes();
            if (!made(changes, consent, stripe)) {
                out.println("stripe catalog: " + changes.size() + " changes to make in " + stripe.mode()
                        + " mode, none was made");
                return 1;
            }
            out.println("stripe catalog: " + catalog.products().size() + " products known to Stripe in " + stripe.mode()
                    + " mode, " + changes.size() + " changes");
            return 0;
        }
    }

    private boolean made(List<Change> changes, Consent consent, StripeGateway stripe) {
        changes.forEach(change -> out.println("  " + change.line()));
        if (changes.isEmpty()) {
            return true;
        }
        if (!consent.given(changes.size(), stripe.mode())) {
            return false;
        }
        changes.forEach(Change::make);
        return true;
    }

    private int check() {
        var publicUrl = required("PUBLIC_URL");
        var webhookUrl = RegisterWebhook.url(given("WEBHOOK_URL"), () -> publicUrl);
        try (var stripe = gateway()) {
            var faults = new CheckAccount(
                            stripe, catalogFile(), publicUrl, webhookUrl, required("STRIPE_SECRET_KEY"), out::println)
                    .check();
            out.println("stripe check: " + (faults == 0 ? "all is well" : faults + " to mend") + ", in " + stripe.mode()
                    + " mode");
            return faults == 0 ? 0 : 1;
        }
    }

    private int webhook(List<String> arguments, Consent consent) {
        boolean moved = arguments.size() == 5 && arguments.get(3).equals("--moved-from");
        if (arguments.size() != 3 && !moved || !arguments.get(1).equals("--url")) {
            return misused(USAGE);
        }
        var url = webAddress(arguments.get(2));
        if (url.isEmpty()) {
            return misused("stripe webhook: --url must be an absolute http or https address: " + arguments.get(2));
        }
        try (var stripe = gateway()) {
            var registration = new RegisterWebhook(stripe);
            var before = moved ? Optional.of(arguments.get(4)) : Optional.<String>empty();
            var changes = registration.changes(url.get(), before);
            if (!made(changes, consent, stripe)) {
                out.println("stripe webhook: nothing was changed in " + stripe.mode() + " mode");
                return 1;
            }
            var secret = registration.secret();
            secret.ifPresent(value -> out.println("STRIPE_WEBHOOK_SECRET=" + value));
            out.println("stripe webhook: " + url.get()
                    + (secret.isPresent()
                            ? " is registered; keep the secret, Stripe shows it only now"
                            : " was registered before; its secret was shown when it was created"));
            return 0;
        }
    }

    private static Optional<String> webAddress(String text) {
        try {
            var url = new URI(text);
            var usable = ("https".equals(url.getScheme()) || "http".equals(url.getScheme())) && url.getHost() != null;
            return usable ? Optional.of(text) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Catalog catalogFile() {
        return CatalogReader.read(java.nio.file.Path.of(required("CATALOG_PATH")));
    }

    private StripeGateway gateway() {
        var base = Optional.ofNullable(environment.get("STRIPE_API_BASE")).orElse("https://api.stripe.com");
        return new StripeGateway(StripeAccess.of(required("STRIPE_SECRET_KEY"), URI.create(base)));
    }

    private String required(String name) {
        return given(name).orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    private Optional<String> given(String name) {
        return SecretFiles.one(environment, name);
    }

    private int misused(String why) {
        err.println(why);
        return 64;
    }
}
