package shop.handover.kit.trace;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/// Puts [DiscreetSpans] into every SDK that finds this kit, for the service loader.
public final class DiscreetTracing implements AutoConfigurationCustomizerProvider {

    @Override
    public void customize(AutoConfigurationCustomizer customizer) {
        customizer.addTracerProviderCustomizer((provider, _) -> provider.addSpanProcessor(new DiscreetSpans()));
    }
}
