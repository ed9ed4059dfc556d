package shop.handover.fulfillment.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Stripe, as far as fulfilment asks it: sessions with one line item. Knows only those a test told it of.
final class StripeDouble implements AutoCloseable {

    private static final String UNKNOWN = """
            {"error": {"type": "invalid_request_error", "code": "resource_missing", "message": "No such session"}}""";

    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    private final HttpServer server;

    StripeDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/checkout/sessions/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void sold(String session, long amount) {
        sessions.put(session, """
                {"id": "%s", "object": "checkout.session", "currency": "eur", "amount_subtotal": %d,
                 "line_items": {"object": "list", "data": [{"id": "li_1", "object": "item", "quantity": 1,
                 "price": {"id": "price_1", "object": "price", "currency": "eur", "unit_amount": %d}}]}}""".formatted(session, amount, amount));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var session = sessions.get(path.substring(path.lastIndexOf('/') + 1));
        var body = (session == null ? UNKNOWN : session).getBytes(UTF_8);
        exchange.sendResponseHeaders(session == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
