package shop.handover.deploy.crd;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/// What we use of the Prometheus operator's resources, as their schemas have it.
///
/// @see <a href="https://prometheus-operator.dev/docs/api-reference/api/">Prometheus operator: API</a>
public final class Monitoring {

    private static final String DURATION =
            "(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)";

    private Monitoring() {}

    public record PodMonitor(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) Metadata metadata,
            @JsonProperty(required = true) Spec spec) {

        public record Spec(
                @JsonProperty(required = true) Selector selector,
                @JsonProperty(required = true) List<Endpoint> podMetricsEndpoints) {}

        public record Selector(Map<String, Text> matchLabels) {}

        public record Endpoint(
                String port, String path, String interval, String scrapeTimeout, List<Relabeling> relabelings) {

            /// Refuses what the schema's pattern does.
            public Endpoint {
                duration("interval", interval);
                duration("scrapeTimeout", scrapeTimeout);
            }
        }

        public record Relabeling(List<String> sourceLabels, String targetLabel, Text replacement) {}
    }

    public record PrometheusRule(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) Metadata metadata,
            @JsonProperty(required = true) Spec spec) {

        public record Spec(List<Group> groups) {}

        public record Group(@JsonProperty(required = true) String name, List<Rule> rules) {}

        public record Rule(
                String record,
                String alert,
                @JsonProperty(required = true) Text expr,
                @JsonProperty("for") String patience,
                Map<String, Text> labels,
                Map<String, Text> annotations) {

            /// Refuses what the schema's pattern does.
            public Rule {
                duration("for", patience);
            }
        }
    }

    private static void duration(String field, String value) {
        if (value != null && !value.matches(DURATION)) {
            throw new IllegalArgumentException(field + " must be like 1m30s: " + value);
        }
    }
}
