package shop.handover.deploy.crd;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// What we use of the External Secrets operator's resources, as their schemas have it. Providers differ so much that
/// theirs are left open but for the one we show.
///
/// @see <a href="https://external-secrets.io/latest/api/spec/">External Secrets: API</a>
public final class ExternalSecrets {

    private ExternalSecrets() {}

    public record ExternalSecret(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) Metadata metadata,
            @JsonProperty(required = true) Spec spec) {

        public record Spec(String refreshInterval, StoreReference secretStoreRef, Target target, List<Datum> data) {}

        public record StoreReference(
                StoreKind kind,
                @JsonProperty(required = true) String name) {}

        public enum StoreKind {
            SecretStore,
            ClusterSecretStore
        }

        public record Target(String name, Policy creationPolicy, Template template) {}

        public enum Policy {
            Owner,
            Orphan,
            Merge,
            None
        }

        public record Template(String type, MergePolicy mergePolicy, Map<String, Text> data) {}

        public enum MergePolicy {
            Replace,
            Merge
        }

        public record Datum(
                @JsonProperty(required = true) String secretKey,
                @JsonProperty(required = true) Remote remoteRef) {}

        public record Remote(@JsonProperty(required = true) String key, String property, String version) {}
    }

    public record SecretStore(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) Metadata metadata,
            @JsonProperty(required = true) Spec spec) {

        public record Spec(@JsonProperty(required = true) Map<String, JsonNode> provider) {}
    }
}
