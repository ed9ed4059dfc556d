package shop.handover.sandbox.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer the gateway gives itself: a page for people, `application/problem+json` for programs.
///
/// @param type one word per reason, the same as the services'
/// @param title a short sentence, for programs; what people read stands in `refusal.<language>.properties`
/// @param detail what to do now
record Refusal(int status, String type, String title, String detail, Map<String, String> headers) {

    static Refusal notFound() {
        return new Refusal(
                404, "not-found", "There is nothing here.", "Look at the shop's first page, /store.", Map.of());
    }

    static Refusal wrongMethod(Route route) {
        String allowed = String.join(", ", route.methods());
        return wrongMethod("Use " + allowed + ".", allowed);
    }

    /// For a gateway that writes its pages down before it knows the route: nginx puts in what it keeps in `$allowed`.
    static Refusal wrongMethod() {
        return wrongMethod("The header Allow names them.", "$allowed");
    }

    private static Refusal wrongMethod(String detail, String allowed) {
        return new Refusal(
                405, "method-not-allowed", "This path answers other methods.", detail, Map.of("Allow", allowed));
    }

    static Refusal tooLarge(Route route) {
        String detail = "At most " + route.bodyLimit() + " bytes are read here.";
        return new Refusal(413, "too-large", "This was too much at once.", detail, Map.of("Connection", "close"));
    }

    static Refusal unreadable() {
        return new Refusal(400, "malformed", "This was not understood.", "Send the request once more.", Map.of());
    }

    /// For a gateway that does not know which limit it was.
    static Refusal tooLarge() {
        String detail = "A request of this size is not read here.";
        return new Refusal(413, "too-large", "This was too much at once.", detail, Map.of());
    }

    static Refusal tooMany() {
        return new Refusal(
                429,
                "too-many-requests",
                "That was a lot at once.",
                "Try again in a few seconds.",
                Map.of("Retry-After", "5"));
    }

    static Refusal away() {
        String detail = "This part of the shop is starting. What you bought is safe; try again in a moment.";
        return new Refusal(503, "unavailable", "Back in a moment.", detail, Map.of("Retry-After", "2"));
    }

    static Refusal late() {
        return new Refusal(
                504, "too-slow", "That took too long.", "What you bought is safe; try again in a moment.", Map.of());
    }

    private static boolean asPage(HttpServerRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(common());
        all.put("Content-Type", asPage(request) ? "text/html; charset=utf-8" : "application/problem+json");
        return all;
    }

    /// What stands in the head of every refusal.
    static Map<String, String> common() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Cache-Control", "no-store");
        all.put("X-Content-Type-Options", "nosniff");
        all.put("Referrer-Policy", "no-referrer");
        all.put("Cross-Origin-Opener-Policy", "same-origin");
        all.put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        all.put(
                "Content-Security-Policy",
                "default-src 'none'; style-src '" + RefusalPage.STYLE_HASH
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        return all;
    }

    Buffer body(HttpServerRequest request) {
        return Buffer.buffer(asPage(request) ? page(language(request)) : problem());
    }

    /// @param language one of [RefusalPage#LANGUAGES]
    String page(String language) {
        return RefusalPage.of(type, language);
    }

    private static String language(HttpServerRequest request) {
        Cookie chosen = request.getCookie("lang");
        return RefusalPage.language(chosen == null ? null : chosen.getValue(), request.getHeader("Accept-Language"));
    }

    String problem() {
        return new JsonObject()
                .put("type", "urn:handover:problem:" + type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .encode();
    }
}
