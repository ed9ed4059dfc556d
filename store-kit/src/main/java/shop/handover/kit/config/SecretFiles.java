package shop.handover.kit.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Secrets as files: where the environment holds `X_FILE=/run/secrets/x`, `X` is what stands in that file, its last
/// line break left out. Read once at start; a file that cannot be read stops the service.
public final class SecretFiles extends FixedSettings {

    // Above the environment (300): who mounts a file means it.
    private static final int ORDINAL = 310;
    private static final Set<String> SECRETS = Set.of(
            "STRIPE_SECRET_KEY",
            "STRIPE_WEBHOOK_SECRET",
            "LINK_KEYS",
            "DATABASE_URL",
            "DATABASE_PASSWORD",
            "KAFKA_PASSWORD",
            "SMTP_PASSWORD",
            "FILES_BUCKET_SECRET_ACCESS_KEY");

    /// For the service loader: reads the process's environment.
    public SecretFiles() {
        this(System.getenv());
    }

    /// For a command that runs without a container.
    public static SecretFiles of(Map<String, String> environment) {
        return new SecretFiles(environment);
    }

    /// One setting, from its file where there is one, for a command that needs no other: the others' files may not be
    /// there yet.
    ///
    /// @throws IllegalArgumentException where its file cannot be read
    public static Optional<String> one(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name + "_FILE"))
                .filter(path -> SECRETS.contains(name) && !path.isBlank())
                .map(path -> read(name, path))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .filter(value -> !value.isBlank());
    }

    /// Names of secrets whose files cannot be read, and why.
    static Map<String, String> unreadable(Map<String, String> environment) {
        return SECRETS.stream()
                .filter(name -> environment.containsKey(name + "_FILE"))
                .filter(name -> !Files.isReadable(Path.of(environment.get(name + "_FILE"))))
                .collect(Collectors.toUnmodifiableMap(
                        name -> name, name -> unreadable(name, environment.get(name + "_FILE"))));
    }

    /// The environment with what stands in the files added, which goes before what the environment says.
    public Map<String, String> added(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.putAll(getProperties());
        return all;
    }

    private SecretFiles(Map<String, String> environment) {
        super("secret files", ORDINAL, held(environment));
    }

    private static Map<String, String> held(Map<String, String> environment) {
        return SECRETS.stream()
                .filter(name -> environment.containsKey(name + "_FILE"))
                .collect(Collectors.toUnmodifiableMap(
                        name -> name, name -> read(name, environment.get(name + "_FILE"))));
    }

    private static String read(String name, String path) {
        try {
            return Files.readString(Path.of(path)).stripTrailing();
        } catch (IOException e) {
            throw new IllegalArgumentException(unreadable(name, path), e);
        }
    }

    private static String unreadable(String name, String path) {
        return name + "_FILE names " + path + ", which cannot be read";
    }
}
