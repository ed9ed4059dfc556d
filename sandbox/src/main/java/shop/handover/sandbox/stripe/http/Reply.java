package shop.handover.sandbox.stripe.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import shop.handover.sandbox.stripe.world.Json;

/// An answer before it is sent.
record Reply(int status, byte[] body, Map<String, String> headers) {

    static Reply json(int status, JsonNode body) {
        return new Reply(status, Json.pretty(body), Map.of("Content-Type", "application/json"));
    }

    static Reply page(int status, String html) {
        return new Reply(
                status, html.getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", "text/html; charset=utf-8"));
    }

    static Reply seeOther(String url) {
        return new Reply(303, new byte[0], Map.of("Location", url));
    }

    /// What a browser asks before it calls from another origin.
    static Reply preflight() {
        return new Reply(
                200,
                new byte[0],
                Map.of(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Idempotency-Key, Stripe-Account, Stripe-Version"));
    }

    Reply with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, body, more);
    }

    void send(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        response.end(Buffer.buffer(body));
    }
}
