package shop.handover.kit.config;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Tracing is on where somebody listens: without `OTEL_EXPORTER_OTLP_ENDPOINT` the SDK is off, nothing is recorded
/// and nobody is called.
public final class TracingSwitch implements ConfigSource {

    // Above application.properties (250), below the environment (300): whoever sets a framework key means it.
    private static final int ORDINAL = 275;
    private static final Map<String, String> OFF =
            Map.of("quarkus.otel.sdk.disabled", "true", "handover.tracing.on", "false");
    private static final Map<String, String> ON =
            Map.of("quarkus.otel.sdk.disabled", "false", "handover.tracing.on", "true");

    private final Map<String, String> values;

    /// For the service loader: reads the process's environment.
    public TracingSwitch() {
        this(System.getenv());
    }

    TracingSwitch(Map<String, String> environment) {
        this.values =
                environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "").isBlank() ? OFF : ON;
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public String getValue(String name) {
        return values.get(name);
    }

    @Override
    public String getName() {
        return "tracing switch";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
