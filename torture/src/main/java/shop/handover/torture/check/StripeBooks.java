package shop.handover.torture.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/// Reads Stripe's own books: every session there is.
final class StripeBooks {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final HttpClient client = HttpClient.newHttpClient();

    StripeBooks(String url) {
        this.url = url;
    }

    Map<String, Truth> sessions() throws InterruptedException {
        var all = new HashMap<String, Truth>();
        var after = "";
        for (var more = true; more; ) {
            var page = page(after);
            for (var session : page.get("data")) {
                after = session.get("id").asText();
                all.put(after, truth(session));
            }
            more = page.get("has_more").asBoolean();
        }
        return all;
    }

    private static Truth truth(JsonNode session) {
        var paid = session.get("status").asText().equals("complete")
                && !session.get("payment_status").asText().equals("unpaid");
        return new Truth(
                session.get("id").asText(),
                paid,
                session.get("amount_total").asLong(),
                session.get("currency").asText(),
                session.at("/metadata/productSlug").asText(),
                session.at("/customer_details/email").asText(""));
    }

    private JsonNode page(String after) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(
                        url + "/v1/checkout/sessions?limit=100" + (after.isEmpty() ? "" : "&starting_after=" + after)))
                .header("Authorization", "Bearer sk_test_torture")
                .build();
        try {
            return JSON.readTree(
                    client.send(request, BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
