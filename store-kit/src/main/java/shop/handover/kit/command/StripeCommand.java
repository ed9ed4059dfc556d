package shop.handover.kit.command;

import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.handover.kit.catalog.CatalogReader;
import shop.handover.kit.catalog.CatalogRefused;
import shop.handover.kit.config.SecretFiles;
import shop.handover.kit.stripe.StripeAccess;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.kit.stripe.StripeRefused;
import shop.handover.kit.stripe.StripeUnavailable;

/// `handover stripe catalog` and `handover stripe webhook --url URL`: one line per change, one line of verdict, exit
/// status 0 only where Stripe now knows all of it. 64 is a call with wrong words, 1 anything else.
///
/// Reads `STRIPE_SECRET_KEY`, `STRIPE_API_BASE` and `CATALOG_PATH` from the environment.
public final class StripeCommand {

    private static final String USAGE =
            "usage: stripe catalog | stripe webhook --url https://…/api/stripe/webhook [--moved-from https://…]";

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
        System.exit(new StripeCommand(System.getenv(), System.out, System.err).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        try {
            return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
                case "catalog" -> arguments.size() == 1 ? catalog() : misused(USAGE);
                case "webhook" -> webhook(arguments);
                default -> misused(USAGE);
            };
        } catch (IllegalArgumentException | CatalogRefused | StripeUnavailable | StripeRefused e) {
            err.println("stripe: " + e.getMessage());
            return 1;
        }
    }

    private int catalog() {
        var catalog = CatalogReader.read(java.nio.file.Path.of(required("CATALOG_PATH")));
        try (var stripe = gateway()) {
            var changes = new PublishCatalog(stripe, catalog, out::println).publish();
            out.println("stripe catalog: " + catalog.products().size() + " products known to Stripe in " + stripe.mode()
                    + " mode, " + changes + " changes");
            return 0;
        }
    }

    private int webhook(List<String> arguments) {
        boolean moved = arguments.size() == 5 && arguments.get(3).equals("--moved-from");
        if (arguments.size() != 3 && !moved || !arguments.get(1).equals("--url")) {
            return misused(USAGE);
        }
        var url = webAddress(arguments.get(2));
        if (url.isEmpty()) {
            return misused("stripe webhook: --url must be an absolute http or https address: " + arguments.get(2));
        }
        try (var stripe = gateway()) {
            var webhook = new RegisterWebhook(stripe, out::println);
            var secret = moved ? webhook.move(arguments.get(4), url.get()) : webhook.register(url.get());
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

    private StripeGateway gateway() {
        var base = Optional.ofNullable(environment.get("STRIPE_API_BASE")).orElse("https://api.stripe.com");
        return new StripeGateway(StripeAccess.of(required("STRIPE_SECRET_KEY"), URI.create(base)));
    }

    private String required(String name) {
        return Optional.ofNullable(SecretFiles.of(environment).getValue(name))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    private int misused(String why) {
        err.println(why);
        return 64;
    }
}
