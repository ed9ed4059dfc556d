package shop.handover.download.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import shop.handover.download.DownloadConfig;
import shop.handover.download.delivery.Digest;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// What we say to S3: is it there, what is its digest, let somebody fetch it. Blocks.
///
/// @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html">S3: presigned URLs</a>
final class Bucket {

    /// An object as it was found.
    ///
    /// @param version where the bucket keeps versions: links are made for this one, whatever is put there later
    /// @param sha256 in base64, as the bucket itself checked it; empty where it did not
    record Stored(String key, long size, Optional<String> version, Optional<String> sha256) {}

    private final S3Client client;
    private final S3Presigner presigner;
    private final String name;
    private final String prefix;

    private Bucket(S3Client client, S3Presigner presigner, String name, String prefix) {
        this.client = client;
        this.presigner = presigner;
        this.name = name;
        this.prefix = prefix;
    }

    static Bucket of(DownloadConfig.BucketConfig config) {
        var name = config.name().orElseThrow();
        var region = Region.of(config.region());
        var style = S3Configuration.builder()
                .pathStyleAccessEnabled(config.pathStyle())
                .build();
        var client = S3Client.builder()
                .region(region)
                .credentialsProvider(credentials(config))
                .serviceConfiguration(style)
                // What is read is held against the catalog's digest anyway; not all that speaks S3 knows the headers.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        var presigner = S3Presigner.builder()
                .region(region)
                .credentialsProvider(credentials(config))
                .serviceConfiguration(style);
        config.endpoint().ifPresent(client::endpointOverride);
        config.endpoint().ifPresent(presigner::endpointOverride);
        return new Bucket(
                client.build(), presigner.build(), name, config.prefix().orElse(""));
    }

    private static AwsCredentialsProvider credentials(DownloadConfig.BucketConfig config) {
        return config.accessKeyId()
                .<AwsCredentialsProvider>map(
                        id -> StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        id,
                                        config.secretAccessKey()
                                                .orElseThrow(
                                                        () -> new IllegalArgumentException(
                                                                "FILES_BUCKET_SECRET_ACCESS_KEY must be given with FILES_BUCKET_ACCESS_KEY_ID")))))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    /// The object; empty where there is none.
    Optional<Stored> stored(String path) {
        try {
            var head = client.headObject(
                    asked -> asked.bucket(name).key(prefix + path).checksumMode(ChecksumMode.ENABLED));
            return Optional.of(new Stored(
                    prefix + path, head.contentLength(), Optional.ofNullable(head.versionId()), checksum(head)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    // The checksum of an object that came in parts may be one over the parts' checksums: of no use here.
    private static Optional<String> checksum(HeadObjectResponse head) {
        return Optional.ofNullable(head.checksumSHA256())
                .filter(sum -> head.checksumType() != ChecksumType.COMPOSITE && !sum.contains("-"));
    }

    /// In hexadecimal digits; reads the object through where the bucket cannot tell.
    String digest(Stored stored) {
        return stored.sha256()
                .map(sum -> HexFormat.of().formatHex(Base64.getDecoder().decode(sum)))
                .orElseGet(() -> read(stored));
    }

    private String read(Stored stored) {
        try (var content = client.getObject(asked ->
                asked.bucket(name).key(stored.key()).versionId(stored.version().orElse(null)))) {
            return Digest.sha256(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A link that anyone may fetch the object with, for as long as it is valid.
    URI link(Stored stored, String contentType, String disposition, Duration validity) {
        return URI.create(presigner
                .presignGetObject(link -> link.signatureDuration(validity)
                        .getObjectRequest(asked -> asked.bucket(name)
                                .key(stored.key())
                                .versionId(stored.version().orElse(null))
                                .responseContentType(contentType)
                                .responseContentDisposition(disposition)
                                .responseCacheControl("private, no-store")))
                .url()
                .toString());
    }

    @Override
    public String toString() {
        return "bucket " + name + (prefix.isEmpty() ? "" : " under " + prefix);
    }
}
