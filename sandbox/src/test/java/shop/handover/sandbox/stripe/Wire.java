package shop.handover.sandbox.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// The API without a library: what is on the wire.
final class Wire {

    /// An answer with its body read.
    record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        String error(String field) {
            return body.path("error").path(field).asText("");
        }

        String text(String field) {
            return body.path(field).asText("");
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    private final Browser client = new Browser();
    private final String base;
    private final String key;

    Wire(StripeSandbox sandbox, String key) {
        this.base = sandbox.url();
        this.key = key;
    }

    Answer get(String path, String... headers) {
        var request = request(path).GET();
        return send(headers.length > 0 ? request.headers(headers) : request);
    }

    Answer post(String path, String form, String... headers) {
        var request = request(path).header("Content-Type", "application/x-www-form-urlencoded");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    private Answer send(HttpRequest.Builder request) {
        var raw = client.send(request.build());
        try {
            return new Answer(raw.statusCode(), new ObjectMapper().readTree(raw.body()), raw);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
