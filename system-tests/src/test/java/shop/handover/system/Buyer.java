package shop.handover.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Everyone outside the house: shop pages, Stripe, whoever reads the inbox.
final class Buyer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final House house;

    Buyer(House house) {
        this.house = house;
    }

    /// What an existing shop page posts; answers with Stripe's page.
    JsonNode checkout(String body) {
        var answer = send(to(house.value("STORE_URL") + "/../api/stripe/create-checkout")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        return json(answer.body());
    }

    /// Pays an open session the way Stripe's command line does.
    void pay(String session) {
        send(stripe("/v1/payment_pages/" + session + "/confirm")
                .POST(BodyPublishers.ofString("payment_method=pm_card_visa")));
    }

    /// Makes the sandbox do what a bank, an impatient buyer or bad luck would.
    ///
    /// @param control `sessions/cs_…/refund`, as in the sandbox's README
    void sandbox(String control, String form) {
        send(stripe("/_sandbox/" + control).POST(BodyPublishers.ofString(form)));
    }

    /// The objects of a list of Stripe's.
    List<JsonNode> listed(String path) {
        return json(send(stripe(path).GET()).body()).path("data").valueStream().toList();
    }

    /// One object of Stripe's.
    JsonNode found(String path) {
        return json(send(stripe(path).GET()).body());
    }

    /// Posts an event as Stripe would, signed for this house; the answer's status.
    int tell(String event) {
        var body = event.getBytes(UTF_8);
        var time = Long.toString(Instant.now().getEpochSecond());
        return send(to(house.value("STORE_URL") + "/../api/stripe/webhook")
                        .header("Content-Type", "application/json")
                        .header("Stripe-Signature", "t=" + time + ",v1=" + digest(time, body))
                        .POST(BodyPublishers.ofByteArray(body)))
                .statusCode();
    }

    /// Mails to an address, newest first.
    List<JsonNode> mails(String address) {
        var all = json(
                send(to(house.value("INBOX_URL") + "/api/v1/messages?limit=500").GET())
                        .body());
        return all.path("messages")
                .valueStream()
                .filter(mail -> mail.path("To")
                        .valueStream()
                        .anyMatch(to -> to.path("Address").asText().equals(address)))
                .toList();
    }

    /// One mail with its bodies.
    JsonNode mail(String id) {
        return json(send(to(house.value("INBOX_URL") + "/api/v1/message/" + id).GET())
                .body());
    }

    private HttpRequest.Builder stripe(String path) {
        return to(house.value("STRIPE_API_BASE") + path)
                .header("Authorization", "Bearer " + house.value("STRIPE_SECRET_KEY"))
                .header("Content-Type", "application/x-www-form-urlencoded");
    }

    private static HttpRequest.Builder to(String address) {
        return HttpRequest.newBuilder(URI.create(address).normalize()).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String digest(String time, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(house.value("STRIPE_WEBHOOK_SECRET").getBytes(UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
