package shop.handover.kit.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Who we are to the brokers, and by whom we know them, in the words of Kafka's clients. An operator sets `KAFKA_USER`,
/// `KAFKA_PASSWORD` (or its file), `KAFKA_CA_FILE` and, where the defaults do not fit, `KAFKA_SECURITY_PROTOCOL` and
/// `KAFKA_SASL_MECHANISM`. With none of them nothing is said, and the brokers are spoken to in clear.
///
/// @see <a href="https://kafka.apache.org/documentation/#security_sasl_scram_clientconfig">Kafka: SCRAM clients</a>
public final class KafkaLogin extends FixedSettings {

    // Below the environment (300): whoever sets KAFKA_SASL_JAAS_CONFIG himself means it.
    private static final int ORDINAL = 290;
    private static final Set<String> PROTOCOLS = Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final Map<String, String> MODULES = Map.of(
            "PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule",
            "SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule",
            "SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule");

    /// For the service loader: reads the process's environment.
    public KafkaLogin() {
        this(System.getenv());
    }

    private KafkaLogin(Map<String, String> environment) {
        super("Kafka login", ORDINAL, prefixed(settings(environment)));
    }

    /// The same for a command that makes its own clients.
    ///
    /// @return settings of a client, without the prefix `kafka.`; holds the password
    /// @throws IllegalArgumentException that names the faulty variable
    public static Map<String, String> settings(Map<String, String> environment) {
        var user = given(environment, "KAFKA_USER");
        var password = given(SecretFiles.of(environment).added(environment), "KAFKA_PASSWORD");
        var authority = given(environment, "KAFKA_CA_FILE");
        var settings = new TreeMap<String, String>();
        protocol(environment, user.isPresent(), authority.isPresent())
                .ifPresent(protocol -> settings.put("security.protocol", protocol));
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("KAFKA_USER and KAFKA_PASSWORD go together, and one of them is missing");
        }
        user.ifPresent(name -> login(settings, mechanism(environment), name, password.orElseThrow()));
        authority.ifPresent(file -> trust(settings, file));
        return settings;
    }

    private static Map<String, String> prefixed(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> "kafka." + entry.getKey(), Map.Entry::getValue));
    }

    private static Optional<String> protocol(Map<String, String> environment, boolean user, boolean authority) {
        var chosen = given(environment, "KAFKA_SECURITY_PROTOCOL");
        chosen.filter(protocol -> !PROTOCOLS.contains(protocol)).ifPresent(protocol -> {
            throw new IllegalArgumentException(
                    "KAFKA_SECURITY_PROTOCOL must be PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL");
        });
        if (chosen.isEmpty() && user) {
            return Optional.of(authority ? "SASL_SSL" : "SASL_PLAINTEXT");
        }
        return chosen.isEmpty() && authority ? Optional.of("SSL") : chosen;
    }

    private static String mechanism(Map<String, String> environment) {
        var mechanism = given(environment, "KAFKA_SASL_MECHANISM").orElse("SCRAM-SHA-512");
        if (!MODULES.containsKey(mechanism)) {
            throw new IllegalArgumentException("KAFKA_SASL_MECHANISM must be SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN");
        }
        return mechanism;
    }

    private static void login(Map<String, String> settings, String mechanism, String user, String password) {
        settings.put("sasl.mechanism", mechanism);
        settings.put(
                "sasl.jaas.config",
                MODULES.get(mechanism) + " required username=" + quoted(user) + " password=" + quoted(password) + ";");
    }

    // JAAS reads quotes and backslashes as Java does.
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void trust(Map<String, String> settings, String file) {
        if (!Files.isReadable(Path.of(file))) {
            throw new IllegalArgumentException("KAFKA_CA_FILE names " + file + ", which cannot be read");
        }
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", file);
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
