package shop.handover.download;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything an operator may set in download-service.
@ConfigMapping(prefix = "handover.download")
public interface DownloadConfig {

    /// `STRIPE_SECRET_KEY`: a restricted key (`rk_…`) needs to read Checkout Sessions, payment intents, charges and
    /// disputes. No default: it decides whose payments count.
    String stripeSecretKey();

    /// `STRIPE_API_BASE`: where Stripe answers, or a double of it.
    @WithDefault("https://api.stripe.com")
    URI stripeApiBase();

    /// `STRIPE_CHECKOUT_ORIGIN`: where Stripe's payment page stands.
    @WithDefault("https://checkout.stripe.com")
    String stripeCheckoutOrigin();

    /// `PUBLIC_URL`: what buyers see, without a path.
    URI publicUrl();

    /// `CATALOG_PATH`: the file that says what is sold.
    Path catalogPath();

    /// `FILES_DIR`: the folder that the catalog's file paths are relative to. Nothing outside it is ever handed out.
    Optional<Path> filesDir();

    /// The bucket where the files lie instead.
    BucketConfig bucket();

    /// `X_ACCEL_LOCATION`: the internal location under which nginx serves `FILES_DIR`, `/files/` for instance. With it
    /// the bytes are left to the nginx in front.
    ///
    /// @see <a href="https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ignore_headers">nginx:
    ///     X-Accel-Redirect</a>
    Optional<String> accelLocation();

    /// `LINK_KEYS`: `kid:base64url`, at least 32 bytes each. The first signs, all verify. No default: whoever knows
    /// them can write download links.
    @NotEmpty
    List<String> linkKeys();

    /// `LINK_PAGE_TTL`: how long the links on the success page work.
    @WithDefault("24h")
    Duration linkPageTtl();

    /// How long the success page works, from the first visit; then the mailed link serves.
    @WithDefault("60m")
    Duration successPageTtl();

    /// How long Stripe's answer to a settled purchase is kept. A refund whose event never comes is felt after it.
    @WithDefault("10m")
    Duration answersTtl();

    /// How many answers are kept.
    @Min(1)
    @WithDefault("50000")
    int answersKept();

    /// How often Stripe may be asked within a second, by this replica.
    ///
    /// @see <a href="https://docs.stripe.com/rate-limits">Stripe: rate limits</a>
    @Min(1)
    @WithDefault("10")
    int stripeCallsPerSecond();

    /// How often one client address may ask for links by mail within ten minutes.
    @Min(1)
    @WithDefault("10")
    int requestsPerClient();

    /// How often all clients together may ask for links by mail within a second.
    @Min(1)
    @WithDefault("5")
    int requestsPerSecond();

    /// How long Kafka may take to keep a request before its sender is asked to try again.
    @WithDefault("7s")
    Duration requestPatience();

    /// How long a download may stand still because its reader takes nothing.
    @WithDefault("10m")
    Duration readerPatience();

    /// How many completed downloads of any one file a purchase has before its buyer is asked to have a fresh link
    /// mailed. A download that was resumed is one, one that was broken off is none.
    @Min(1)
    @WithDefault("20")
    int downloadsPerPurchase();

    /// From how many networks (/24, or /48 of IPv6) a purchase is fetched before a further one is asked for a fresh
    /// link.
    @Min(1)
    @WithDefault("5")
    int networksPerPurchase();

    /// Of how many purchases this replica remembers how they were fetched, some hundred bytes each.
    @Min(1)
    @WithDefault("100000")
    int usesKept();

    /// `TRUSTED_PROXIES`: addresses or networks (`10.0.0.0/8`) whose `X-Forwarded-For` is believed.
    @WithDefault("127.0.0.1,::1")
    List<String> trustedProxies();

    /// `TIME_ZONE`: in which the pages tell times, `Europe/Berlin` for instance; without it the machine's own.
    Optional<String> timeZone();

    /// A bucket of S3, or of what speaks like it.
    interface BucketConfig {

        /// `FILES_BUCKET`: its name.
        Optional<String> name();

        /// `FILES_BUCKET_PREFIX`: what stands before the catalog's file paths in its keys.
        Optional<String> prefix();

        /// `FILES_BUCKET_REGION`.
        @WithDefault("us-east-1")
        String region();

        /// `FILES_BUCKET_ENDPOINT`: where it answers if not at AWS; buyers are sent there.
        Optional<URI> endpoint();

        /// `FILES_BUCKET_PATH_STYLE`: whether its name stands in the path and not in the host's name.
        @WithDefault("false")
        boolean pathStyle();

        /// `FILES_BUCKET_ACCESS_KEY_ID`: of a user who may read the objects and nothing else. Absent: what the AWS SDK
        /// finds by itself.
        Optional<String> accessKeyId();

        /// `FILES_BUCKET_SECRET_ACCESS_KEY`.
        Optional<String> secretAccessKey();

        /// The slowest line, in bytes per second, on which a buyer is to finish before his link to the bucket ends.
        @Min(1)
        @WithDefault("100000")
        long slowestBytesPerSecond();
    }
}
