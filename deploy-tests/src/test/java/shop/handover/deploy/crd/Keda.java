package shop.handover.deploy.crd;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/// What we use of KEDA's resources, as their schemas have it.
///
/// @see <a href="https://keda.sh/docs/latest/reference/scaledobject-spec/">KEDA: ScaledObject</a>
public final class Keda {

    private Keda() {}

    public record ScaledObject(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) Metadata metadata,
            @JsonProperty(required = true) Spec spec) {

        public record Spec(
                @JsonProperty(required = true) Target scaleTargetRef,
                Integer pollingInterval,
                Integer cooldownPeriod,
                Integer idleReplicaCount,
                Integer minReplicaCount,
                Integer maxReplicaCount,
                Fallback fallback,
                Advanced advanced,
                @JsonProperty(required = true) List<Trigger> triggers) {}

        public record Target(
                String apiVersion,
                String kind,
                @JsonProperty(required = true) String name) {}

        public record Fallback(
                @JsonProperty(required = true) int failureThreshold,
                @JsonProperty(required = true) int replicas) {}

        public record Advanced(Boolean restoreToOriginalReplicaCount, Autoscaler horizontalPodAutoscalerConfig) {}

        public record Autoscaler(String name, Behavior behavior) {}

        public record Behavior(Scaling scaleUp, Scaling scaleDown) {}

        public record Scaling(Integer stabilizationWindowSeconds, String selectPolicy, List<Policy> policies) {}

        public record Policy(
                @JsonProperty(required = true) Unit type,
                @JsonProperty(required = true) int value,
                @JsonProperty(required = true) int periodSeconds) {}

        public enum Unit {
            Pods,
            Percent
        }

        /// Values are texts, numbers and truths too.
        public record Trigger(
                @JsonProperty(required = true) String type,
                String name,
                @JsonProperty(required = true) Map<String, Text> metadata,
                Reference authenticationRef) {}

        public record Reference(
                @JsonProperty(required = true) String name, String kind) {}
    }

    public record TriggerAuthentication(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) Metadata metadata,
            @JsonProperty(required = true) Spec spec) {

        public record Spec(List<Parameter> secretTargetRef, List<Parameter> configMapTargetRef) {}

        public record Parameter(
                @JsonProperty(required = true) String parameter,
                @JsonProperty(required = true) String name,
                @JsonProperty(required = true) String key) {}
    }
}
