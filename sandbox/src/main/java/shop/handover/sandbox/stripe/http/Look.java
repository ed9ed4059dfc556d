package shop.handover.sandbox.stripe.http;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// Stylesheets and the mark, under `/_sandbox/look/`.
final class Look {

    private static final Map<String, String> TYPES = Map.of(
            "tokens.css",
            "text/css",
            "base.css",
            "text/css",
            "sandbox.css",
            "text/css",
            "stripe.css",
            "text/css",
            "mark.svg",
            "image/svg+xml");

    private final Map<String, byte[]> files = new HashMap<>();

    Look() {
        TYPES.keySet().forEach(name -> files.put(name, read(name)));
    }

    void handle(HttpServerRequest request) {
        var name = request.path().substring(request.path().lastIndexOf('/') + 1);
        var file = files.get(name);
        var reply = file == null
                ? Reply.page(404, "There is nothing here.")
                : new Reply(200, file, Map.of("Content-Type", TYPES.get(name), "Cache-Control", "max-age=300"));
        reply.send(request.response());
    }

    private static byte[] read(String name) {
        var folder = name.equals("stripe.css") ? "stripe/" : "look/";
        try (var in = Look.class.getResourceAsStream("/shop/handover/sandbox/" + folder + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
