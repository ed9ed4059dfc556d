package shop.handover.sandbox.stripe.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// Where events are told. The signing secret is shown once, when the endpoint is made.
/// Longer than a screen: calls and secrets of one resource belong together.
///
/// @see <a href="https://docs.stripe.com/api/webhook_endpoints">Stripe: webhook endpoints</a>
public final class WebhookEndpoints {

    /// How long an old secret still signs beside the new one, at most.
    private static final Duration LONGEST_OVERLAP = Duration.ofHours(24);

    private static final int MOST = 16;

    private WebhookEndpoints() {}

    public static List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/webhook_endpoints", "webhook_endpoint.create", WebhookEndpoints::create),
                Operation.of(
                        "GET",
                        "/v1/webhook_endpoints",
                        "webhook_endpoint.list",
                        call -> Lists.of(call, "webhook_endpoint")),
                Operation.of("GET", "/v1/webhook_endpoints/*", "webhook_endpoint.retrieve", WebhookEndpoints::named),
                Operation.of("POST", "/v1/webhook_endpoints/*", "webhook_endpoint.update", WebhookEndpoints::update),
                Operation.of(
                        "DELETE", "/v1/webhook_endpoints/*", "webhook_endpoint.retrieve", WebhookEndpoints::delete));
    }

    private static ObjectNode create(Call call) {
        var params = call.params();
        var url = url(params.need("url"), call.world().live());
        if (params.list("enabled_events").isEmpty()) {
            throw StripeError.missing("enabled_events");
        }
        if (call.world().count("webhook_endpoint") >= MOST) {
            throw StripeError.invalid("You have reached the maximum of " + MOST + " "
                    + (call.world().live() ? "live" : "test") + " webhook endpoints.");
        }
        var endpoint = call.fresh("webhook_endpoint");
        endpoint.put("url", url);
        Changes.copy(params, endpoint, "api_version", "description", "enabled_events");
        Changes.metadata(params, endpoint);
        var secret = Ids.secret();
        endpoint.putArray("_secrets").addObject().put("secret", secret).putNull("until");
        call.world().put(endpoint);
        return Json.shown(endpoint).put("secret", secret);
    }

    private static String url(String url, boolean live) {
        try {
            var uri = URI.create(url);
            if (uri.getHost() != null
                    && (live ? List.of("https") : List.of("http", "https")).contains(uri.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw StripeError.invalid("url_invalid", "Invalid URL: " + url, "url");
        }
        throw StripeError.invalid(
                "url_invalid",
                live
                        ? "Invalid URL: must be a publicly accessible https URL"
                        : "Invalid URL: An explicit scheme (such as https) must be provided.",
                "url");
    }

    private static ObjectNode named(Call call) {
        return call.named("webhook_endpoint", "webhook endpoint", "webhook_endpoint");
    }

    private static ObjectNode update(Call call) {
        var endpoint = named(call);
        var params = call.params();
        params.text("url")
                .ifPresent(url -> endpoint.put("url", url(url, call.world().live())));
        Changes.copy(params, endpoint, "description", "enabled_events");
        enable(params, endpoint);
        Changes.metadata(params, endpoint);
        call.world().put(endpoint);
        return endpoint;
    }

    private static void enable(Params params, ObjectNode endpoint) {
        if (params.has("disabled")) {
            endpoint.put("status", params.is("disabled") ? "disabled" : "enabled");
        }
    }

    private static ObjectNode delete(Call call) {
        named(call);
        call.world().delete("webhook_endpoint", call.id());
        return call.world().deleted("webhook_endpoint", call.id()).orElseThrow();
    }

    /// Tells every event to the address and signs with a secret that was made beforehand, for a house whose secrets
    /// are.
    ///
    /// Safe to repeat: an endpoint of that address gets the secret instead of its own, and one that signs with the
    /// secret elsewhere moves to the address, with all it is owed: a house has one endpoint, wherever it listens.
    ///
    /// @param secret `whsec_…`
    public static void keep(World world, String url, String secret) {
        world.run(() -> {
            var known = world.newest("webhook_endpoint").toList();
            var endpoint = known.stream()
                    .filter(one -> one.path("url").asText().equals(url))
                    .findFirst()
                    .or(() -> known.stream()
                            .filter(one -> secrets(one, world.clock().seconds()).contains(secret))
                            .findFirst())
                    .orElseGet(() -> everything(world, url));
            known.stream()
                    .filter(one -> !one.get("id").equals(endpoint.get("id")))
                    .filter(one -> secrets(one, world.clock().seconds()).contains(secret))
                    .forEach(one ->
                            world.delete("webhook_endpoint", one.get("id").asText()));
            endpoint.put("url", url)
                    .putArray("_secrets")
                    .addObject()
                    .put("secret", secret)
                    .putNull("until");
            world.put(endpoint);
        });
    }

    private static ObjectNode everything(World world, String url) {
        var endpoint = Json.template("webhook_endpoint");
        endpoint.put("id", Ids.next("webhook_endpoint", world.live()));
        endpoint.put("created", world.clock().seconds());
        endpoint.put("livemode", world.live());
        endpoint.put("url", url);
        endpoint.putArray("enabled_events").add("*");
        return endpoint;
    }

    /// Gives the endpoint a new secret, the old one signing beside it for a while; changes the node given.
    ///
    /// @param now Unix seconds
    /// @param overlap how long the old secret stays, cut to Stripe's 24 hours
    /// @return the new secret, shown this once
    public static String roll(ObjectNode endpoint, long now, Duration overlap) {
        long until = now + Math.min(overlap.toSeconds(), LONGEST_OVERLAP.toSeconds());
        var secrets = (ArrayNode) endpoint.get("_secrets");
        var secret = Ids.secret();
        var all = Json.array();
        all.addObject().put("secret", secret).putNull("until");
        secrets.forEach(old -> all.addObject()
                .put("secret", old.get("secret").asText())
                .put("until", Math.min(until, old.get("until").asLong(until))));
        endpoint.set("_secrets", all);
        return secret;
    }

    /// The secrets that sign now, the newest first.
    public static List<String> secrets(ObjectNode endpoint, long now) {
        var secrets = new ArrayList<String>();
        for (JsonNode secret : endpoint.get("_secrets")) {
            if (secret.get("until").isNull() || secret.get("until").asLong() > now) {
                secrets.add(secret.get("secret").asText());
            }
        }
        return secrets;
    }
}
