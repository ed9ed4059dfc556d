package shop.handover.kit.command;

import com.stripe.model.StripeCollection;
import com.stripe.model.WebhookEndpoint;
import com.stripe.net.ApiResource.RequestMethod;
import com.stripe.net.RawRequestOptions;
import com.stripe.param.EventListParams;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.kit.stripe.StripeRefused;

/// Looks whether a Stripe account is ready for this shop: the key and what it may, the webhook endpoint, the catalog,
/// the clocks. Changes nothing: it reads one object of each kind, and asks for writing with a request that lacks what
/// Stripe demands, which is refused as incomplete by who may and as forbidden by who may not.
///
/// @see <a href="https://docs.stripe.com/keys#limit-access">Stripe: restricted keys</a>
final class CheckAccount {

    private static final Duration TOLERATED = Duration.ofSeconds(30);

    /// What the services call, by the name of the permission in Stripe's dashboard.
    private static final Map<String, String> READ = ordered(
            "Checkout Sessions", "/v1/checkout/sessions",
            "PaymentIntents", "/v1/payment_intents",
            "Charges and Refunds", "/v1/refunds",
            "Disputes", "/v1/disputes",
            "Events", "/v1/events",
            "Products", "/v1/products",
            "Prices", "/v1/prices");

    private static final Map<String, String> WRITTEN = ordered(
            "Checkout Sessions", "/v1/checkout/sessions",
            "Charges and Refunds", "/v1/refunds");

    private final StripeGateway stripe;
    private final Catalog catalog;
    private final String publicUrl;
    private final String webhookUrl;
    private final String key;
    private final Consumer<String> say;
    private int faults;

    CheckAccount(
            StripeGateway stripe,
            Catalog catalog,
            String publicUrl,
            String webhookUrl,
            String key,
            Consumer<String> say) {
        this.stripe = stripe;
        this.catalog = catalog;
        this.publicUrl = publicUrl;
        this.webhookUrl = webhookUrl;
        this.key = key;
        this.say = say;
    }

    /// Says what it finds and answers how much of it must be mended.
    int check() {
        key();
        clock();
        READ.forEach((permission, path) -> mayRead(permission, path));
        WRITTEN.forEach((permission, path) -> mayWrite(permission, path));
        webhook();
        catalogInStep();
        return faults;
    }

    private void key() {
        var restricted = key.startsWith("rk_");
        say("ok", "key", (restricted ? "restricted" : "secret") + ", " + stripe.mode() + " mode");
        if (!restricted && stripe.mode().livemode()) {
            fault("key", "it opens the whole account; make a restricted one with the permissions below");
        }
        if (stripe.mode().livemode() && !publicUrl.startsWith("https://")) {
            fault("PUBLIC_URL", publicUrl + " is not https; Stripe posts live events to nothing else");
        }
    }

    // Stripe's answer says what time it is there; signatures are refused beyond five minutes.
    private void clock() {
        var before = Instant.now();
        var answer = asked(client ->
                client.v1().events().list(EventListParams.builder().setLimit(1L).build()));
        answer.flatMap(CheckAccount::date).ifPresent(theirs -> {
            var skew = Duration.between(theirs, before).abs();
            if (skew.compareTo(TOLERATED) > 0) {
                fault("clock", "ours and Stripe's differ by " + skew.toSeconds() + " s; set ours by NTP");
            } else {
                say("ok", "clock", "within " + TOLERATED.toSeconds() + " s of Stripe's");
            }
        });
    }

    private static Optional<Instant> date(StripeCollection<?> answer) {
        return Optional.ofNullable(answer.getLastResponse())
                .flatMap(response -> response.headers().firstValue("Date"))
                .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
    }

    private void mayRead(String permission, String path) {
        may(permission + ", read", RequestMethod.GET, path + "?limit=1");
    }

    private void mayWrite(String permission, String path) {
        may(permission + ", write", RequestMethod.POST, path);
    }

    private void may(String permission, RequestMethod method, String path) {
        try {
            var answer = stripe.askAndWait(client -> client.rawRequest(
                    method, path, "", RawRequestOptions.builder().build()));
            tell(permission, answer.code());
        } catch (StripeRefused refused) {
            tell(permission, refused.status());
        }
    }

    private void tell(String permission, int status) {
        if (status == 401) {
            fault(permission, "Stripe does not know this key");
        } else if (status == 403) {
            fault(permission, "the key may not");
        } else {
            say("ok", permission, "allowed");
        }
    }

    private void webhook() {
        try {
            var registration = new RegisterWebhook(stripe);
            registration
                    .change(webhookUrl)
                    .ifPresentOrElse(
                            change -> fault("webhook", change.line().substring(2) + "; ./handover stripe webhook"),
                            () -> say(
                                    "ok",
                                    "webhook",
                                    registration
                                                    .known(webhookUrl)
                                                    .map(WebhookEndpoint::getId)
                                                    .orElse("") + " posts our events to " + webhookUrl));
        } catch (StripeRefused refused) {
            unseen("webhook", "Webhook Endpoints", refused);
        }
    }

    private void catalogInStep() {
        try {
            var changes = new PublishCatalog(stripe, catalog).changes();
            if (changes.isEmpty()) {
                say("ok", "catalog", catalog.products().size() + " products, as the catalog has them");
            }
            changes.forEach(change -> fault("catalog", change.line() + "; ./handover stripe catalog"));
        } catch (StripeRefused refused) {
            unseen("catalog", "Products, Prices, Coupons and Promotion Codes", refused);
        }
    }

    // A service's own key need not see these; the operator's does.
    private void unseen(String what, String permission, StripeRefused refused) {
        if (refused.unauthorized()) {
            say("--", what, "not looked at: the key may not read " + permission + "; look with an operator's key");
        } else {
            throw refused;
        }
    }

    private <T> Optional<T> asked(StripeGateway.Question<T> question) {
        try {
            return Optional.of(stripe.askAndWait(question));
        } catch (StripeRefused refused) {
            return Optional.empty();
        }
    }

    private void fault(String what, String why) {
        faults++;
        say("!!", what, why);
    }

    private void say(String mark, String what, String text) {
        say.accept("  %s  %-28s %s".formatted(mark, what, text));
    }

    private static Map<String, String> ordered(String... pairs) {
        var all = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return all;
    }
}
