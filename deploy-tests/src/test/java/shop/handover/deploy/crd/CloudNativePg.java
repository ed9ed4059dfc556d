package shop.handover.deploy.crd;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/// What we use of CloudNativePG's resources, as their schemas have it.
///
/// @see <a href="https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/">CloudNativePG: API</a>
public final class CloudNativePg {

    private CloudNativePg() {}

    public record Cluster(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) Metadata metadata,
            @JsonProperty(required = true) Spec spec) {

        public record Spec(
                @JsonProperty(required = true) int instances,
                String imageName,
                Inherited inheritedMetadata,
                Postgresql postgresql,
                Boolean enableSuperuserAccess,
                Bootstrap bootstrap,
                Managed managed,
                @JsonProperty(required = true) Storage storage,
                Storage walStorage,
                Resources resources,
                Affinity affinity,
                List<Plugin> plugins) {}

        public record Inherited(Map<String, Text> labels, Map<String, Text> annotations) {}

        public record Postgresql(Synchronous synchronous, Map<String, Text> parameters) {}

        public record Synchronous(
                @JsonProperty(required = true) Method method,
                @JsonProperty(required = true) int number,
                Durability dataDurability) {}

        public enum Method {
            any,
            first
        }

        public enum Durability {
            required,
            preferred
        }

        public record Bootstrap(InitDb initdb) {}

        public record InitDb(String database, String owner, Reference secret, String encoding, Boolean dataChecksums) {}

        public record Reference(
                @JsonProperty(required = true) String name) {}

        public record Managed(List<Role> roles) {}

        public record Role(
                @JsonProperty(required = true) String name,
                Ensure ensure,
                Boolean login,
                Boolean superuser,
                Boolean createdb,
                Boolean createrole,
                Integer connectionLimit,
                List<String> inRoles,
                Reference passwordSecret) {}

        public enum Ensure {
            present,
            absent
        }

        public record Storage(String size, String storageClass, Boolean resizeInUseVolumes) {}

        public record Resources(Map<String, String> requests, Map<String, String> limits) {}

        public record Affinity(
                Boolean enablePodAntiAffinity, PodAntiAffinity podAntiAffinityType, String topologyKey) {}

        public enum PodAntiAffinity {
            preferred,
            required
        }

        public record Plugin(
                @JsonProperty(required = true) String name,
                Boolean enabled,
                Boolean isWALArchiver,
                Map<String, Text> parameters) {}
    }

    public record ScheduledBackup(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) Metadata metadata,
            @JsonProperty(required = true) Spec spec) {

        public record Spec(
                @JsonProperty(required = true) String schedule,
                Boolean suspend,
                Boolean immediate,
                Owner backupOwnerReference,
                @JsonProperty(required = true) Cluster.Reference cluster,
                Way method,
                PluginConfiguration pluginConfiguration) {

            /// Six fields: CloudNativePG's schedules begin with seconds.
            public Spec {
                if (schedule.split(" ").length != 6) {
                    throw new IllegalArgumentException("schedule must have six fields: " + schedule);
                }
            }
        }

        public enum Owner {
            none,
            self,
            cluster
        }

        public enum Way {
            barmanObjectStore,
            volumeSnapshot,
            plugin
        }

        public record PluginConfiguration(
                @JsonProperty(required = true) String name) {}
    }
}
