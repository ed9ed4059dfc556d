package shop.handover.kit.command;

import com.stripe.Stripe;
import com.stripe.model.WebhookEndpoint;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointListParams;
import com.stripe.param.WebhookEndpointUpdateParams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import shop.handover.kit.event.EventTypes;
import shop.handover.kit.stripe.StripeGateway;

/// Has Stripe post our events, rendered in the API version we are built for. Finds the endpoint by its URL and version,
/// or creates it; only then does Stripe tell the signing secret, once and never again.
///
/// @see <a href="https://docs.stripe.com/api/webhook_endpoints">Stripe: webhook endpoints</a>
final class RegisterWebhook {

    private static final String PATH = "/api/stripe/webhook";

    private final StripeGateway stripe;
    private String secret = "";

    RegisterWebhook(StripeGateway stripe) {
        this.stripe = stripe;
    }

    /// Where Stripe is to post.
    ///
    /// @param webhookUrl where it comes in by another door than buyers; else below `publicUrl`
    static String url(Optional<String> webhookUrl, Supplier<String> publicUrl) {
        return webhookUrl.orElseGet(() -> publicUrl.get() + PATH);
    }

    /// Makes the change and says it; for a set-up that nobody watches.
    ///
    /// @return the secret where the endpoint is new
    Optional<String> register(String url, Consumer<String> say) {
        change(url).ifPresent(change -> {
            change.make();
            say.accept(change.line());
        });
        return secret();
    }

    /// As [#change], for a shop that was at another address before: the endpoint there goes along with its secret and
    /// with what it is still owed, or goes away where the new address has an endpoint already.
    ///
    /// @param before where the shop was; nothing happens to it where no endpoint has this URL
    List<Change> changes(String url, Optional<String> before) {
        var old = before.filter(address -> !address.equals(url)).flatMap(this::known);
        if (old.isPresent() && known(url).isEmpty()) {
            return List.of(new Change(
                    "~ moved webhook endpoint " + old.get().getId() + " from " + before.get() + " to " + url,
                    () -> move(old.get(), url)));
        }
        return Stream.concat(
                        old.stream()
                                .map(endpoint -> new Change(
                                        "- webhook endpoint " + endpoint.getId() + " for " + before.get(),
                                        () -> delete(endpoint))),
                        change(url).stream())
                .toList();
    }

    /// What has to be made or changed for this URL; empty where Stripe posts exactly our events there. Changes
    /// nothing itself.
    Optional<Change> change(String url) {
        return known(url)
                .map(endpoint -> differences(endpoint).isEmpty()
                        ? Optional.<Change>empty()
                        : Optional.of(new Change(
                                "~ webhook endpoint " + endpoint.getId() + "; "
                                        + String.join("; ", differences(endpoint)),
                                () -> mend(endpoint))))
                .orElseGet(() -> Optional.of(new Change(
                        "+ webhook endpoint " + url + " for " + EventTypes.HANDLED.size() + " types of events, version "
                                + Stripe.API_VERSION,
                        () -> create(url))));
    }

    /// The signing secret, after an endpoint was created; else empty. Stripe tells it this one time.
    Optional<String> secret() {
        return Optional.of(secret).filter(told -> !told.isEmpty());
    }

    private void create(String url) {
        secret = stripe.askAndWait(client -> client.v1().webhookEndpoints().create(creation(url)))
                .getSecret();
    }

    private void mend(WebhookEndpoint endpoint) {
        stripe.askAndWait(client -> client.v1().webhookEndpoints().update(endpoint.getId(), update().build()));
    }

    private void move(WebhookEndpoint endpoint, String url) {
        stripe.askAndWait(client -> client.v1()
                .webhookEndpoints()
                .update(endpoint.getId(), update().setUrl(url).build()));
    }

    private void delete(WebhookEndpoint endpoint) {
        stripe.askAndWait(client -> client.v1().webhookEndpoints().delete(endpoint.getId()));
    }

    /// The endpoint of this URL in our version, where there is one.
    Optional<WebhookEndpoint> known(String url) {
        var page = stripe.askAndWait(client -> client.v1()
                .webhookEndpoints()
                .list(WebhookEndpointListParams.builder().setLimit(100L).build()));
        return page.getData().stream()
                .filter(endpoint -> endpoint.getUrl().equals(url))
                .filter(endpoint -> Stripe.API_VERSION.equals(endpoint.getApiVersion()))
                .findFirst();
    }

    private static List<String> differences(WebhookEndpoint endpoint) {
        var differences = new ArrayList<String>();
        if (!"enabled".equals(endpoint.getStatus())) {
            differences.add("status " + endpoint.getStatus() + " -> enabled");
        }
        var missing = new TreeSet<>(EventTypes.HANDLED);
        endpoint.getEnabledEvents().forEach(missing::remove);
        if (!missing.isEmpty()) {
            differences.add("events + " + String.join(", ", missing));
        }
        var needless = new TreeSet<>(endpoint.getEnabledEvents());
        EventTypes.HANDLED.forEach(needless::remove);
        if (!needless.isEmpty()) {
            differences.add("events - " + String.join(", ", needless));
        }
        return differences;
    }

    private static WebhookEndpointCreateParams creation(String url) {
        var params = WebhookEndpointCreateParams.builder()
                .setUrl(url)
                .setDescription("Handover")
                .setApiVersion(Arrays.stream(WebhookEndpointCreateParams.ApiVersion.values())
                        .filter(version -> version.getValue().equals(Stripe.API_VERSION))
                        .findFirst()
                        .orElseThrow());
        Arrays.stream(WebhookEndpointCreateParams.EnabledEvent.values())
                .filter(event -> EventTypes.handled(event.getValue()))
                .forEach(params::addEnabledEvent);
        return params.build();
    }

    private static WebhookEndpointUpdateParams.Builder update() {
        var params = WebhookEndpointUpdateParams.builder().setDisabled(false);
        Arrays.stream(WebhookEndpointUpdateParams.EnabledEvent.values())
                .filter(event -> EventTypes.handled(event.getValue()))
                .forEach(params::addEnabledEvent);
        return params;
    }
}
