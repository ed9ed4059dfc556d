package shop.handover.kit.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import shop.handover.kit.catalog.CatalogReader;
import shop.handover.kit.catalog.CatalogRefused;
import shop.handover.kit.config.SecretFiles;
import shop.handover.kit.stripe.StripeAccess;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.kit.stripe.StripeRefused;
import shop.handover.kit.stripe.StripeUnavailable;

/// Furnishes a house in containers before its services start. `secrets --into FOLDER` gives each service a folder with
/// its own secrets as files: what the environment holds, else what is there already, else freshly made. `stripe --into
/// FOLDER` publishes the catalog, registers the webhook endpoint and keeps its secret there too. Safe to repeat; exit
/// status 0 only where the services can start. Longer than a screen: it is read from top to bottom, as it runs.
public final class SetUp {

    private static final String REAL_STRIPE = "https://api.stripe.com";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final List<String> ASK_STRIPE =
            List.of("checkout-service", "webhook-service", "fulfillment-service", "download-service");
    private static final List<String> SIGN_LINKS =
            List.of("checkout-service", "fulfillment-service", "download-service");
    private static final List<String> HEAR_STRIPE = List.of("webhook-service", "fulfillment-service");

    private final Map<String, String> environment;
    private final Secrets secrets;
    private final PrintStream out;

    /// @param folder with a folder for each reader of secrets, named as its container
    /// @param out told what was done, or why not; never a secret
    public SetUp(Map<String, String> environment, Path folder, PrintStream out) {
        this.environment = environment;
        this.secrets = new Secrets(folder);
        this.out = out;
    }

    /// Runs one of the two and leaves with its exit status.
    public static void main(String[] arguments) {
        if (arguments.length != 3 || !arguments[1].equals("--into")) {
            System.err.println("usage: secrets --into FOLDER | stripe --into FOLDER");
            System.exit(64);
        }
        // Nobody listens to a command; without this OpenTelemetry says so on its output.
        GlobalOpenTelemetry.set(OpenTelemetry.noop());
        System.exit(new SetUp(System.getenv(), Path.of(arguments[2]), System.out).run(arguments[0]));
    }

    /// @param step `secrets` or `stripe`
    /// @return the exit status
    public int run(String step) {
        try {
            switch (step) {
                case "secrets" -> keepSecrets();
                case "stripe" -> tellStripe();
                default -> throw new IllegalArgumentException("there are secrets and stripe, no " + step);
            }
            return 0;
        } catch (IllegalArgumentException | CatalogRefused | StripeRefused | StripeUnavailable e) {
            out.println("set-up: " + e.getMessage());
            return 1;
        } catch (UncheckedIOException e) {
            out.println("set-up: " + e.getMessage() + ": " + e.getCause());
            return 1;
        }
    }

    // ------------------------------------------------------------------ secrets

    private void keepSecrets() {
        secrets.keep(ASK_STRIPE, "stripe-secret-key", stripeKey());
        secrets.keep(
                SIGN_LINKS,
                "link-keys",
                given("LINK_KEYS").or(() -> kept("link-keys")).orElse("house:" + random(32)));
        var password = given("DATABASE_PASSWORD")
                .or(() -> secrets.read("postgres", "database-password"))
                .orElseGet(() -> random(24));
        secrets.keep(List.of("postgres"), "database-password", password);
        secrets.keep(
                List.of("fulfillment-service"),
                "database-url",
                "postgresql://handover:" + inAddress(password) + "@postgres:5432/handover");
        secrets.keep(
                List.of("fulfillment-service"),
                "smtp-password",
                given("SMTP_PASSWORD").orElse(""));
        given("STRIPE_WEBHOOK_SECRET").ifPresent(secret -> secrets.keep(HEAR_STRIPE, "stripe-webhook-secret", secret));
        out.println("set-up: every service has its secrets");
    }

    private String stripeKey() {
        var key = given("STRIPE_SECRET_KEY");
        if (apiBase().equals(REAL_STRIPE)) {
            return key.orElseThrow(
                    () -> new IllegalArgumentException("STRIPE_SECRET_KEY is not set. Put yours into .env;"
                            + " or begin with the sandbox, by cp .env.example .env"));
        }
        if (key.filter(text -> text.matches("[sr]k_live_.*")).isPresent()) {
            throw new IllegalArgumentException("STRIPE_SECRET_KEY is a live one, and STRIPE_API_BASE is " + apiBase()
                    + ", which is not Stripe. Remove STRIPE_API_BASE from .env");
        }
        return key.or(() -> kept("stripe-secret-key").filter(text -> text.startsWith("sk_test_house")))
                .orElseGet(() -> "sk_test_house" + random(24).replaceAll("[-_]", "x"));
    }

    private Optional<String> kept(String name) {
        return secrets.read("checkout-service", name);
    }

    // A plus sign is a blank in forms alone.
    private static String inAddress(String password) {
        return URLEncoder.encode(password, UTF_8).replace("+", "%20");
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    // ------------------------------------------------------------------ Stripe

    private void tellStripe() {
        var catalog = CatalogReader.read(Path.of(required("CATALOG_PATH")));
        var known = secrets.read("webhook-service", "stripe-webhook-secret");
        try (var stripe = new StripeGateway(StripeAccess.of(required("STRIPE_SECRET_KEY"), URI.create(apiBase())))) {
            patiently(() -> new PublishCatalog(stripe, catalog).publish(out::println));
            out.println("set-up: Stripe knows the catalog");
            if (given("STRIPE_WEBHOOK_SECRET").isEmpty()) {
                registerWebhook(stripe);
            }
        } catch (StripeUnavailable e) {
            // A shop that was furnished before can sell without asking again, and wait for Stripe while it runs.
            if (known.isEmpty()) {
                throw e;
            }
            out.println("set-up: Stripe is away, what it was told before stands: " + e.getMessage());
        }
    }

    private void registerWebhook(StripeGateway stripe) {
        var url = RegisterWebhook.url(given("WEBHOOK_URL"), () -> required("PUBLIC_URL"));
        // Whose secret it is that we keep: another Stripe, mode or address has another.
        var whose = apiBase() + " " + stripe.mode() + " " + url;
        var known = secrets.read("webhook-service", "stripe-webhook-endpoint").filter(whose::equals);
        var fresh = new RegisterWebhook(stripe).register(url, out::println);
        if (fresh.isPresent()) {
            secrets.keep(HEAR_STRIPE, "stripe-webhook-secret", fresh.get());
            secrets.keep(List.of("webhook-service"), "stripe-webhook-endpoint", whose);
        } else if (known.isEmpty()) {
            throw new IllegalArgumentException(
                    "Stripe has a webhook endpoint for " + url + " already, and its secret is"
                            + " not known here. Delete the endpoint at Stripe, or set STRIPE_WEBHOOK_SECRET in .env");
        }
        out.println("set-up: Stripe tells its events to " + url);
    }

    // It may be starting, as the sandbox does beside us.
    private void patiently(Runnable step) {
        var deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                step.run();
                return;
            } catch (StripeUnavailable e) {
                if (Instant.now().isAfter(deadline)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    // ------------------------------------------------------------------ environment

    private String apiBase() {
        return given("STRIPE_API_BASE").orElse(REAL_STRIPE);
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private String required(String name) {
        return SecretFiles.one(environment, name).orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    /// Folders of files, one folder for each who may read them.
    private record Secrets(Path folder) {

        Optional<String> read(String reader, String name) {
            var file = folder.resolve(reader).resolve(name);
            try {
                return Files.exists(file) ? Optional.of(Files.readString(file).stripTrailing()) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }

        // Whole or not at all: a service may be reading.
        void keep(List<String> readers, String name, String value) {
            for (var reader : readers) {
                var file = folder.resolve(reader).resolve(name);
                try {
                    var half = file.resolveSibling("." + name + ".part");
                    Files.writeString(half, value + "\n");
                    Files.move(half, file, ATOMIC_MOVE);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot keep " + file, e);
                }
            }
        }
    }
}
