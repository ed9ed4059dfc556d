package shop.handover.fulfillment.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Turns what users set into what the framework wants: one `DATABASE_URL` for two drivers, and TLS towards the relay
/// wherever the relay is not on this machine.
public final class DerivedSettings implements ConfigSourceFactory {

    // Above application.properties (250), below the environment (300): whoever sets a framework key means it.
    private static final int ORDINAL = 275;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        if (value(context, "DATABASE_URL").isPresent()) {
            settings.putAll(DatabaseUrl.of(name -> value(context, name)).settings());
        }
        settings.put("quarkus.mailer.start-tls", startTls(context));
        var user = value(context, "SMTP_USER");
        user.ifPresent(name -> settings.put("quarkus.mailer.username", name));
        settings.put("quarkus.mailer.login", user.isPresent() ? "REQUIRED" : "DISABLED");
        value(context, "SMTP_PASSWORD").ifPresent(secret -> settings.put("quarkus.mailer.password", secret));
        return List.of(new PropertiesConfigSource(settings, "derived settings", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    private static String startTls(ConfigSourceContext context) {
        var loopback = LOOPBACK.contains(value(context, "SMTP_HOST").orElse("127.0.0.1"));
        return switch (value(context, "SMTP_TLS").orElse(loopback ? "disabled" : "required")) {
            case "required" -> "REQUIRED";
            case "disabled" -> "DISABLED";
            default -> throw new IllegalArgumentException("SMTP_TLS must be required or disabled");
        };
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        var found = context.getValue(name);
        return found == null
                ? Optional.empty()
                : Optional.ofNullable(found.getValue()).filter(text -> !text.isBlank());
    }
}
