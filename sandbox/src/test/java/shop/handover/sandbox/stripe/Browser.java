package shop.handover.sandbox.stripe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A buyer without JavaScript: opens pages, posts forms, follows nothing by itself.
final class Browser {

    private final HttpClient client = HttpClient.newHttpClient();

    HttpResponse<String> open(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET().build());
    }

    HttpResponse<String> post(String url, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /// What a robot that knows Stripe's field names would fill in.
    static Map<String, String> card(String number) {
        var form = new HashMap<String, String>();
        form.put("email", "buyer@example.com");
        form.put("cardNumber", number);
        form.put("cardExpiry", "12 / 34");
        form.put("cardCvc", "123");
        form.put("billingName", "Test Buyer");
        form.put("billingCountry", "DE");
        form.put("billingPostalCode", "10115");
        return form;
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
