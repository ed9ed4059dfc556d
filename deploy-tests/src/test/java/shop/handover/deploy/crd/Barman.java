package shop.handover.deploy.crd;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What we use of the Barman Cloud plugin's resources, as their schema has it.
///
/// @see <a href="https://cloudnative-pg.io/plugin-barman-cloud/docs/plugin-barman-cloud.v1/">Barman Cloud: API</a>
public final class Barman {

    private Barman() {}

    public record ObjectStore(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) Metadata metadata,
            @JsonProperty(required = true) Spec spec) {

        public record Spec(@JsonProperty(required = true) Configuration configuration, String retentionPolicy) {

            /// Refuses what the schema's pattern does.
            public Spec {
                if (retentionPolicy != null && !retentionPolicy.matches("[1-9][0-9]*[dwm]")) {
                    throw new IllegalArgumentException("retentionPolicy must be like 30d: " + retentionPolicy);
                }
            }
        }

        public record Configuration(
                @JsonProperty(required = true) String destinationPath,
                String endpointURL,
                String serverName,
                S3 s3Credentials,
                Stream wal,
                Stream data) {}

        public record S3(Key accessKeyId, Key secretAccessKey, Key region, Boolean inheritFromIAMRole) {}

        public record Key(
                @JsonProperty(required = true) String name,
                @JsonProperty(required = true) String key) {}

        public record Stream(Compression compression, String encryption, Integer maxParallel, Integer jobs) {}

        public enum Compression {
            bzip2,
            gzip,
            snappy
        }
    }
}
