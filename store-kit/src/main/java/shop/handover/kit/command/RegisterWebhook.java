package shop.handover.kit.command;

import com.stripe.Stripe;
import com.stripe.model.WebhookEndpoint;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointListParams;
import com.stripe.param.WebhookEndpointUpdateParams;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.Consumer;
import shop.handover.kit.event.EventTypes;
import shop.handover.kit.stripe.StripeGateway;

/// Has Stripe post our events, rendered in the API version we are built for. Finds the endpoint by its URL and version,
/// or creates it; only then does Stripe tell the signing secret, once and never again.
///
/// @see <a href="https://docs.stripe.com/api/webhook_endpoints">Stripe: webhook endpoints</a>
final class RegisterWebhook {

    private final StripeGateway stripe;
    private final Consumer<String> say;

    RegisterWebhook(StripeGateway stripe, Consumer<String> say) {
        this.stripe = stripe;
        this.say = say;
    }

    /// The secret where the endpoint is new; empty where it was there before.
    Optional<String> register(String url) {
        var known = known(url);
        if (known.isEmpty()) {
            var made =
                    stripe.askAndWait(client -> client.v1().webhookEndpoints().create(creation(url)));
            say.accept("created webhook endpoint " + made.getId() + " for " + url);
            return Optional.of(made.getSecret());
        }
        var endpoint = known.get();
        if (!agrees(endpoint)) {
            stripe.askAndWait(client -> client.v1().webhookEndpoints().update(endpoint.getId(), update()));
            say.accept("changed webhook endpoint " + endpoint.getId() + ": it is enabled for exactly our events");
        }
        return Optional.empty();
    }

    /// As [#register], for a shop that was at another address before: the endpoint there goes along with its secret and
    /// with what it is still owed, or goes away where the new address has an endpoint already.
    ///
    /// @param before where the shop was; nothing happens to it where no endpoint has this URL
    Optional<String> move(String before, String url) {
        known(before).filter(_ -> !before.equals(url)).ifPresent(old -> {
            if (known(url).isEmpty()) {
                stripe.askAndWait(client -> client.v1()
                        .webhookEndpoints()
                        .update(
                                old.getId(),
                                WebhookEndpointUpdateParams.builder()
                                        .setUrl(url)
                                        .build()));
                say.accept("moved webhook endpoint " + old.getId() + " from " + before + " to " + url);
            } else {
                stripe.askAndWait(client -> client.v1().webhookEndpoints().delete(old.getId()));
                say.accept("deleted webhook endpoint " + old.getId() + " for " + before);
            }
        });
        return register(url);
    }

    private Optional<WebhookEndpoint> known(String url) {
        var page = stripe.askAndWait(client -> client.v1()
                .webhookEndpoints()
                .list(WebhookEndpointListParams.builder().setLimit(100L).build()));
        return page.getData().stream()
                .filter(endpoint -> endpoint.getUrl().equals(url))
                .filter(endpoint -> Stripe.API_VERSION.equals(endpoint.getApiVersion()))
                .findFirst();
    }

    private static boolean agrees(WebhookEndpoint endpoint) {
        return "enabled".equals(endpoint.getStatus())
                && new HashSet<>(endpoint.getEnabledEvents()).equals(new HashSet<>(EventTypes.HANDLED));
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

    private static WebhookEndpointUpdateParams update() {
        var params = WebhookEndpointUpdateParams.builder().setDisabled(false);
        Arrays.stream(WebhookEndpointUpdateParams.EnabledEvent.values())
                .filter(event -> EventTypes.handled(event.getValue()))
                .forEach(params::addEnabledEvent);
        return params.build();
    }
}
