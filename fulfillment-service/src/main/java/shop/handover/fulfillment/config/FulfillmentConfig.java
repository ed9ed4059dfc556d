package shop.handover.fulfillment.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Everything an operator may set in fulfillment-service. What has no default must be given: a service that
/// could not tell Stripe from a stranger, or test money from real, does not start.
@ConfigMapping(prefix = "handover.fulfillment")
public interface FulfillmentConfig {

    /// What buyers see: every link in a mail begins with it.
    URI publicUrl();

    /// The catalog file.
    Path catalogPath();

    /// `postgresql://user:password@host:port/db`; holds a secret.
    String databaseUrl();

    /// Whether the service itself brings the tables up to date; it is not ready before that is done, by whomever.
    @WithDefault("true")
    boolean migrateAtStart();

    /// Keys of links and seals, `kid:base64url`, the signing one first.
    @NotEmpty
    List<String> linkKeys();

    /// How long a mailed link works.
    @WithDefault("30d")
    Duration linkMailTtl();

    /// The shop's own time, in which mails tell dates.
    @WithDefault("UTC")
    ZoneId timeZone();

    /// How we know and reach Stripe.
    Stripe stripe();

    /// How mails leave.
    Mail mail();

    /// How the state of purchases is told on.
    Outbox outbox();

    /// How Stripe's books are held against ours.
    Ledger ledger();

    /// Stripe.
    interface Stripe {

        /// `sk_test_…`, `rk_test_…` or live; decides which events are ours.
        String secretKey();

        /// Where Stripe answers.
        @WithDefault("https://api.stripe.com")
        URI apiBase();

        /// Secrets of the endpoint, `whsec_…`; retired ones stay as long as their events lie on Kafka (seven days).
        @NotEmpty
        List<String> webhookSecrets();
    }

    /// The courier's habits. A torture run sets them to seconds.
    interface Mail {

        /// The address mails come from; the shop's support address where absent.
        Optional<String> sender();

        /// How many mails are under way at once. A kill in the instant between sending and noting may double as
        /// many.
        @WithDefault("4")
        @Min(1)
        @Max(64)
        int concurrency();

        /// How long a mail under way belongs to one courier; longer than any send, so that only a dead one loses
        /// it.
        @WithDefault("60s")
        Duration lease();

        /// After this a send without an answer is in doubt.
        @WithDefault("20s")
        Duration patience();

        /// When a mail in doubt is sent once more.
        @WithDefault("10m")
        Duration doubt();

        /// Waits between tries; the last one repeats.
        @WithDefault("1m,5m,15m,1h,4h,12h")
        @NotEmpty
        List<Duration> backoff();

        /// After this a mail is given up and its owner told.
        @WithDefault("72h")
        Duration giveUp();

        /// When the owner is told, at most once a day, what waits for him: a time of the shop's own day,
        /// `08:00`, or `never`.
        @WithDefault("08:00")
        @Pattern(regexp = "never|([01]\\d|2[0-3]):[0-5]\\d")
        String summary();

        /// How often the courier looks for mails that became due without a purchase.
        @WithDefault("1s")
        Duration look();
    }

    /// The ledger.
    interface Ledger {

        /// How often Stripe is asked what was paid, over all replicas.
        @WithDefault("15m")
        Duration every();

        /// How often a replica looks whether it is time to.
        @WithDefault("1m")
        Duration look();

        /// What is younger may still be on its way and is not missed.
        @WithDefault("10m")
        Duration inFlight();
    }

    /// The outbox of topic `purchases`.
    interface Outbox {

        /// How often it looks for states that were not told yet.
        @WithDefault("2s")
        Duration look();
    }
}
