package shop.handover.kit.config;

import java.util.Map;

/// Tracing is on where somebody listens: without `OTEL_EXPORTER_OTLP_ENDPOINT` the SDK is off, nothing is recorded
/// and nobody is called.
public final class TracingSwitch extends FixedSettings {

    // Above application.properties (250), below the environment (300): whoever sets a framework key means it.
    private static final int ORDINAL = 275;
    private static final Map<String, String> OFF =
            Map.of("quarkus.otel.sdk.disabled", "true", "handover.tracing.on", "false");
    private static final Map<String, String> ON =
            Map.of("quarkus.otel.sdk.disabled", "false", "handover.tracing.on", "true");

    /// For the service loader: reads the process's environment.
    public TracingSwitch() {
        this(System.getenv());
    }

    TracingSwitch(Map<String, String> environment) {
        super("tracing switch", ORDINAL, listener(environment).isBlank() ? OFF : ON);
    }

    private static String listener(Map<String, String> environment) {
        return environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "");
    }
}
