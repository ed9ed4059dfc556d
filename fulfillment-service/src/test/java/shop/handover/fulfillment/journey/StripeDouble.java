package shop.handover.fulfillment.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Stripe, as far as the recording of a sale asks it: sessions with one line item, those a test told it of. Everything
/// else is the sandbox's to answer.
final class StripeDouble implements AutoCloseable {

    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String sandbox;

    StripeDouble(String sandbox) {
        this.sandbox = sandbox;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
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

    /// Shows a session as a test wants it shown.
    void shows(String session, String object) {
        sessions.put(session, object);
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var session = sessions.get(path.substring(path.lastIndexOf('/') + 1));
        if (session == null) {
            forward(exchange);
        } else {
            send(exchange, 200, session.getBytes(UTF_8));
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(sandbox + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        for (var name : List.of("Authorization", "Content-Type", "Idempotency-Key")) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .ifPresent(value -> request.header(name, value));
        }
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            send(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
