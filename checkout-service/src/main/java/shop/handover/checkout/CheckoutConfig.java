package shop.handover.checkout;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything an operator may set in checkout-service.
@ConfigMapping(prefix = "handover.checkout")
public interface CheckoutConfig {

    /// `STRIPE_SECRET_KEY`: the key sessions are created with; a restricted one (`rk_…`) needs to write Checkout
    /// Sessions
    /// and read prices. No default: it decides whether money moves.
    String stripeSecretKey();

    /// `STRIPE_API_BASE`: where Stripe answers, or a double of it.
    @WithDefault("https://api.stripe.com")
    URI stripeApiBase();

    /// `STRIPE_CHECKOUT_ORIGIN`: where Stripe's payment page stands; the Buy forms may lead there and nowhere else.
    @WithDefault("https://checkout.stripe.com")
    String stripeCheckoutOrigin();

    /// `PUBLIC_URL`: what buyers see, without a path. Every address we give to Stripe begins with it.
    URI publicUrl();

    /// `CATALOG_PATH`: the file that says what is sold.
    Path catalogPath();

    /// `LINK_KEYS`: `kid:base64url`, at least 32 bytes each. The first signs, all verify. No default: whoever knows
    /// them can write download links.
    @NotEmpty
    List<String> linkKeys();

    /// `LINK_MAIL_TTL`: how long the mailed links work; said on the pages.
    @WithDefault("30d")
    Duration linkMailTtl();

    /// `TRUSTED_PROXIES`: addresses or networks (`10.0.0.0/8`) whose `X-Forwarded-For` is believed.
    @WithDefault("127.0.0.1,::1")
    List<String> trustedProxies();

    /// Checkouts one client address may start within a minute.
    @Min(1)
    @WithDefault("30")
    int startsPerClientAndMinute();

    /// Checkouts all clients together may start within a second: below what Stripe takes from one account.
    ///
    /// @see <a href="https://docs.stripe.com/rate-limits">Stripe: rate limits</a>
    @Min(1)
    @WithDefault("20")
    int startsPerSecond();

    /// How often prices are looked up at Stripe again.
    @WithDefault("60s")
    Duration pricesRefresh();

    /// How soon prices are looked up again while Stripe is away or a price is missing there.
    @WithDefault("2s")
    Duration pricesRetry();

    /// How long Kafka may take to keep a withdrawal before its sender is asked to try again.
    @WithDefault("7s")
    Duration requestPatience();

    /// `TIME_ZONE`: `Europe/Berlin` for instance, in which a withdrawal's arrival is told; without it the machine's
    /// own.
    Optional<String> timeZone();
}
