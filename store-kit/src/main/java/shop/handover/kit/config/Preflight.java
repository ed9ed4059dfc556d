package shop.handover.kit.config;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import shop.handover.kit.catalog.CatalogReader;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.stripe.Mode;
import shop.handover.kit.stripe.WebhookSignature;

/// Looks at a service's settings before the service starts, and tells every fault at once: an operator who is told one
/// a time restarts as often as there are faults. Repeats no value, since many are secrets.
///
/// Only what the environment holds is looked at. The frameworks check the rest themselves.
public final class Preflight {

    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    private Preflight(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Reads the files of secrets too. Kafka's settings are looked at for every service.
    public static Preflight of(Map<String, String> environment) {
        var preflight = new Preflight(new HashMap<>(environment));
        SecretFiles.unreadable(environment).forEach((name, why) -> {
            preflight.faults.add(why);
            // Said already; that it is missing besides would be one fault told twice.
            preflight.environment.remove(name + "_FILE");
            preflight.environment.put(name, "");
        });
        preflight.read("KAFKA_USER", () -> KafkaLogin.settings(preflight.environment));
        preflight.environment.putAll(SecretFiles.of(preflight.environment).added(Map.of()));
        return preflight;
    }

    /// `STRIPE_SECRET_KEY`, of a known mode.
    public Preflight stripeKey() {
        return needs("STRIPE_SECRET_KEY", Mode::of);
    }

    /// `LINK_KEYS`.
    public Preflight linkKeys() {
        return needs("LINK_KEYS", keys -> LinkKeys.parse(Arrays.asList(keys.split(","))));
    }

    /// `CATALOG_PATH`, with every fault of the catalog itself.
    public Preflight catalog() {
        return needs("CATALOG_PATH", path -> CatalogReader.read(Path.of(path)));
    }

    /// `PUBLIC_URL`: http or https, a host, no path.
    public Preflight publicUrl() {
        return needs("PUBLIC_URL", text -> {
            var url = URI.create(text);
            var usable = ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    && url.getHost() != null
                    && (url.getPath().isEmpty() || url.getPath().equals("/"));
            if (!usable) {
                throw new IllegalArgumentException("must be like https://shop.example, without a path");
            }
        });
    }

    /// `STRIPE_WEBHOOK_SECRET`, one or several.
    public Preflight webhookSecrets() {
        return needs(
                "STRIPE_WEBHOOK_SECRET",
                secrets -> new WebhookSignature(Arrays.asList(secrets.split(",")), Duration.ofMinutes(5)));
    }

    /// A folder that must be there.
    public Preflight folder(String variable) {
        return needs(variable, path -> {
            if (!Files.isDirectory(Path.of(path))) {
                throw new IllegalArgumentException("there is no folder " + path);
            }
        });
    }

    /// `TIME_ZONE`, where it is given.
    public Preflight timeZone() {
        return knows("TIME_ZONE", ZoneId::of);
    }

    /// A setting that must be there.
    ///
    /// @param reader throws where the value is no good
    public Preflight needs(String variable, Consumer<String> reader) {
        if (!environment.containsKey(variable)) {
            faults.add(variable + " is not set");
        }
        return knows(variable, reader);
    }

    /// A setting that may be absent.
    public Preflight knows(String variable, Consumer<String> reader) {
        Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .ifPresentOrElse(
                        value -> read(variable, () -> reader.accept(value)),
                        () -> Optional.ofNullable(environment.get(variable))
                                .filter(_ -> faults.stream().noneMatch(fault -> fault.startsWith(variable)))
                                .ifPresent(_ -> faults.add(variable + " is empty")));
        return this;
    }

    /// What the variables hold, secrets from files included, for a setting that is made of several.
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /// All faults, each with the variable at fault.
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /// Ends the process with status 1 where there is a fault, after telling all of them.
    public void orExit(String service) {
        if (!faults.isEmpty()) {
            tell(service, System.err);
            System.exit(1);
        }
    }

    void tell(String service, PrintStream out) {
        out.println(service + ": does not start, for its settings have faults (docs/configuration.md explains them):");
        faults.forEach(fault -> out.println("  " + fault.replace("\n", "\n    ")));
    }

    private void read(String variable, Runnable reader) {
        try {
            reader.run();
        } catch (RuntimeException e) {
            var why = Optional.ofNullable(e.getMessage()).orElse("cannot be read");
            faults.add(why.startsWith(variable) || why.startsWith("KAFKA_") ? why : variable + ": " + why);
        }
    }
}
