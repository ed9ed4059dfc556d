package shop.handover.sandbox.stripe.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Events;
import shop.handover.sandbox.stripe.world.IdempotencyKeys.Kept;
import shop.handover.sandbox.stripe.world.Ids;

/// One request and the headers Stripe puts on its answer. Longer than a screen: it is the list of Stripe's headers.
final class Exchange {

    private final HttpServerRequest request;
    private final String id = Ids.next("request", false);
    private String original = id;
    private boolean replayed;
    private boolean live;

    Exchange(HttpServerRequest request) {
        this.request = request;
    }

    HttpServerRequest request() {
        return request;
    }

    String id() {
        return id;
    }

    String method() {
        return isHead() ? "GET" : request.method().name();
    }

    // A GET that is told everything but the body.
    private boolean isHead() {
        return request.method() == HttpMethod.HEAD;
    }

    String path() {
        return request.path();
    }

    /// The header's value, empty where there is none.
    String header(String name) {
        var value = request.getHeader(name);
        return value == null ? "" : value;
    }

    /// The idempotency key, or null.
    String key() {
        var key = request.getHeader("Idempotency-Key");
        return key == null || key.isEmpty() ? null : key;
    }

    String version() {
        var version = header("Stripe-Version");
        return version.isEmpty() ? Events.ACCOUNT_VERSION : version.strip();
    }

    void livemode(boolean livemode) {
        this.live = livemode;
    }

    /// The first answer to this key, given again.
    Reply replayed(Kept kept) {
        original = kept.request();
        replayed = true;
        return new Reply(kept.status(), kept.body(), Map.of("Content-Type", "application/json"));
    }

    /// Does something when the answer has gone, or never will.
    void whenGone(Runnable task) {
        request.response().endHandler(_ -> task.run());
        request.response().closeHandler(_ -> task.run());
    }

    /// The error as Stripe sends it, with the address of its log.
    ObjectNode body(StripeError error) {
        var body = error.body();
        ((ObjectNode) body.get("error"))
                .put(
                        "request_log_url",
                        "https://dashboard.stripe.com/" + (live ? "" : "test/") + "logs/" + id + "?t="
                                + Instant.now().getEpochSecond());
        return body;
    }

    /// The answer with Stripe's headers.
    Reply complete(Reply reply) {
        var headers = new LinkedHashMap<>(reply.headers());
        headers.put("Server", "nginx");
        headers.put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        headers.put("Access-Control-Allow-Credentials", "true");
        headers.put("Access-Control-Allow-Methods", "GET, HEAD, PUT, PATCH, POST, DELETE");
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put(
                "Access-Control-Expose-Headers",
                "Request-Id, Stripe-Manage-Version, Stripe-Should-Retry, X-Stripe-External-Auth-Required, X-Stripe-Privileged-Session-Required");
        headers.put("Access-Control-Max-Age", "300");
        headers.put("Cache-Control", "no-cache, no-store");
        headers.put(
                "Content-Security-Policy",
                "base-uri 'none'; default-src 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self'; script-src 'self' 'report-sample'; style-src 'self'");
        headers.put("Request-Id", id);
        headers.put("Stripe-Version", version());
        headers.put("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload");
        headers.put("Vary", "Origin");
        headers.put("X-Stripe-Priority-Routing-Enabled", "true");
        headers.put("X-Stripe-Routing-Context-Priority-Tier", live ? "api-livemode" : "api-testmode");
        keyHeaders(reply.status(), headers);
        if (reply.status() == 401) {
            headers.put("WWW-Authenticate", "Basic realm=\"Stripe\"");
        }
        if (isHead()) {
            headers.put("Content-Length", String.valueOf(reply.body().length));
        }
        return new Reply(reply.status(), isHead() ? new byte[0] : reply.body(), headers);
    }

    private void keyHeaders(int status, Map<String, String> headers) {
        if (method().equals("POST") && key() != null) {
            headers.put("Idempotency-Key", key());
            headers.put("Original-Request", original);
            if (replayed) {
                headers.put("Idempotent-Replayed", "true");
            }
        }
        switch (status) {
            case 409 -> headers.put("Stripe-Should-Retry", "true");
            case 429 -> {
                headers.put("Stripe-Should-Retry", "false");
                headers.put("Stripe-Rate-Limited-Reason", "global-rate");
            }
            case 200 -> {
                if (method().equals("POST")) {
                    headers.put("Stripe-Should-Retry", "false");
                }
            }
            default -> {}
        }
    }
}
