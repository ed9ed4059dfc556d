package shop.handover.download.s3;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import shop.handover.download.DownloadConfig;
import shop.handover.download.delivery.Shelf;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.ProductFile;
import software.amazon.awssdk.core.exception.SdkException;

/// A bucket as the shelf. Every object the catalog names must have the catalog's digest, by the bucket's own word (a
/// SHA-256 it checked when the object came) or, without one, read through once; or the service does not start. A buyer
/// is sent to the bucket with a link that is good for as long as a slow line needs for the file, from minutes to the
/// seven days that S3 allows. What happens to the purchase meanwhile, that link does not feel.
public final class BucketShelf implements Shelf {

    private static final Duration LEAST = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofDays(7);

    private final Bucket bucket;
    private final long slowest;
    private final Executor blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<ProductFile, Shelved> seen = new ConcurrentHashMap<>();

    BucketShelf(Bucket bucket, long slowestBytesPerSecond) {
        this.bucket = bucket;
        this.slowest = slowestBytesPerSecond;
    }

    /// Opens the bucket that is configured.
    public static BucketShelf of(DownloadConfig.BucketConfig config) {
        return new BucketShelf(Bucket.of(config), config.slowestBytesPerSecond());
    }

    @Override
    public Optional<Shelved> find(ProductFile file) {
        return Optional.ofNullable(seen.get(file));
    }

    @Override
    public List<String> look(Catalog wanted) {
        var faults = new ArrayList<String>();
        wanted.products().stream()
                .flatMap(product -> product.files().stream())
                .distinct()
                .filter(file -> !seen.containsKey(file))
                .forEach(file -> look(file).ifPresent(faults::add));
        return faults;
    }

    private Optional<String> look(ProductFile file) {
        try {
            var stored = bucket.stored(file.path());
            if (stored.isEmpty()) {
                return Optional.of(file.path() + " is not there");
            }
            var digest = bucket.digest(stored.get());
            if (!digest.equals(file.sha256())) {
                return Optional.of(file.path() + " has sha256 " + digest + ", the catalog says " + file.sha256());
            }
            var size = stored.get().size();
            if (file.size().isPresent() && file.size().getAsLong() != size) {
                return Optional.of(file.path() + " has " + size + " bytes, the catalog says "
                        + file.size().getAsLong());
            }
            seen.put(file, new Shelved.Elsewhere(file, size, address(stored.get())));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(file.path() + " cannot be read: " + e.getMessage());
        }
    }

    // Signing is arithmetic, but the credentials behind it may have to be fetched first.
    private Address address(Bucket.Stored stored) {
        return (contentType, disposition) -> Uni.createFrom()
                .item(() -> bucket.link(stored, contentType, disposition, validity(stored.size())))
                .runSubscriptionOn(blocking)
                .emitOn(Infrastructure.getDefaultExecutor());
    }

    private Duration validity(long size) {
        var needed = LEAST.plusSeconds(size / slowest);
        return needed.compareTo(MOST) < 0 ? needed : MOST;
    }

    @Override
    public String toString() {
        return bucket.toString();
    }
}
