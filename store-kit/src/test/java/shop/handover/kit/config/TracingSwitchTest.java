package shop.handover.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TracingSwitchTest {

    @Test
    void nothing_is_traced_where_nobody_listens() {
        assertThat(new TracingSwitch(Map.of()).getValue("quarkus.otel.sdk.disabled"))
                .isEqualTo("true");
        assertThat(new TracingSwitch(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "")).getValue("handover.tracing.on"))
                .isEqualTo("false");
    }

    @Test
    void an_endpoint_turns_it_on() {
        var collector = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318");

        assertThat(new TracingSwitch(collector).getValue("quarkus.otel.sdk.disabled"))
                .isEqualTo("false");
        assertThat(new TracingSwitch(collector).getValue("handover.tracing.on")).isEqualTo("true");
    }
}
