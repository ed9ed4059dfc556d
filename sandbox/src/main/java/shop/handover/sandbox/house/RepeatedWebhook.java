package shop.handover.sandbox.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tells the house again what Stripe has told it, many times at once, as Stripe may.
final class RepeatedWebhook {

    private final Browser browser;
    private final URI stripe;
    private final String key;
    private final String secret;
    private final URI webhook;

    RepeatedWebhook(Browser browser, Arguments arguments, URI webhook) {
        this.browser = browser;
        this.stripe = arguments.uri("stripe");
        this.key = environment("STRIPE_SECRET_KEY");
        this.secret = environment("STRIPE_WEBHOOK_SECRET").split(",")[0];
        this.webhook = webhook;
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        Journey.check(value != null, name + " is not set");
        return value;
    }

    /// Returns when every repetition was answered with 200 and the house had time to act on them.
    void tell(String session, int times) {
        String event = completionOf(session);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = IntStream.range(0, times)
                    .mapToObj(_ -> threads.submit(() -> browser.postOnce(
                            webhook,
                            event,
                            Map.of("Stripe-Signature", signature(event), "Content-Type", "application/json"))))
                    .toList();
            for (Future<Integer> answer : answers) {
                Journey.check(answer.get() == 200, "a repeated webhook was answered " + answer.get());
            }
            // What the repetitions might wrongly cause takes about as long as the first did.
            Thread.sleep(3_000);
        } catch (InterruptedException | ExecutionException e) {
            throw new StationFailed("the webhook could not be repeated: " + e.getMessage());
        }
    }

    private String completionOf(String session) {
        var request = HttpRequest.newBuilder(stripe.resolve("/v1/events?type=checkout.session.completed&limit=100"))
                .header("Authorization", "Bearer " + key)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            String list = client.send(request, BodyHandlers.ofString()).body();
            for (JsonNode event : MailpitClient.parse(list).path("data")) {
                if (event.path("data").path("object").path("id").asText().equals(session)) {
                    return event.toString();
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new StationFailed("Stripe's events cannot be read: " + e.getMessage());
        }
        throw new StationFailed("Stripe knows no completion of this session");
    }

    /// @see <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe: signatures</a>
    private String signature(String event) {
        long now = Instant.now().getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            byte[] sum = mac.doFinal((now + "." + event).getBytes(UTF_8));
            return "t=" + now + ",v1=" + HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }
}
