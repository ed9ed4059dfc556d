package shop.handover.checkout.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// The little of Stripe that this service speaks to, over a real socket: it remembers to the letter what it was sent,
/// and fails on demand. What Stripe really does with it is the sandbox's part.
public final class StripeDouble implements AutoCloseable {

    private final HttpServer server;
    private final List<Map<String, String>> created = new CopyOnWriteArrayList<>();
    private final Map<String, String> sessionOfKey = new ConcurrentHashMap<>();
    private final Map<String, String> statusOfSession = new ConcurrentHashMap<>();
    private final Map<String, Integer> amounts = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile int trouble;
    private volatile CountDownLatch silence = new CountDownLatch(0);

    public StripeDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        amounts.putAll(Map.of("sample_kit_eur", 4900, "sample_kit_usd", 5400, "sample_guide_eur", 1900));
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Every session's parameters, as they came.
    public List<Map<String, String>> created() {
        return created;
    }

    public Map<String, String> lastCreated() {
        return created.getLast();
    }

    /// Questions of any kind, prices excepted.
    public int calls() {
        return calls.get();
    }

    /// From now on every answer has this status; 0 ends the trouble.
    public void inTrouble(int status) {
        trouble = status;
    }

    /// From now on no answer comes. Who waited for one when that ends never gets it, and nothing is created for him.
    public void hanging(boolean on) {
        silence.countDown();
        silence = new CountDownLatch(on ? 1 : 0);
    }

    public void complete() {
        statusOfSession.replaceAll((_, _) -> "complete");
    }

    public void priceIs(String lookupKey, int amount) {
        amounts.put(lookupKey, amount);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var path = exchange.getRequestURI().getPath();
            if (!path.equals("/v1/prices")) {
                calls.incrementAndGet();
            }
            var silent = silence;
            if (silent.getCount() > 0) {
                silent.await();
                return;
            }
            if (trouble != 0) {
                send(exchange, trouble, "{\"error\":{\"type\":\"api_error\",\"message\":\"trouble\"}}");
            } else if (path.equals("/v1/prices")) {
                send(exchange, 200, prices(exchange.getRequestURI().getRawQuery()));
            } else if (path.equals("/v1/checkout/sessions")) {
                create(exchange, form(body));
            } else {
                var id = path.substring(path.lastIndexOf('/') + 1);
                send(exchange, 200, session(id, statusOfSession.get(id)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void create(HttpExchange exchange, Map<String, String> form) throws IOException {
        if ("refused@example.com".equals(form.get("customer_email"))) {
            send(exchange, 400, """
                    {"error":{"type":"invalid_request_error","code":"email_invalid","param":"customer_email","message":"no"}}
                    """);
            return;
        }
        var fresh = "cs_test_" + "a".repeat(50) + created.size();
        var id = sessionOfKey.putIfAbsent(exchange.getRequestHeaders().getFirst("Idempotency-Key"), fresh);
        if (id == null) {
            created.add(form);
            statusOfSession.put(fresh, "open");
            send(exchange, 200, session(fresh, "open"));
        } else {
            exchange.getResponseHeaders().add("Idempotent-Replayed", "true");
            send(exchange, 200, session(id, "open"));
        }
    }

    private String session(String id, String status) {
        var url = "open".equals(status) ? "\"" + base() + "/c/pay/" + id + "\"" : "null";
        return "{\"id\":\"%s\",\"object\":\"checkout.session\",\"status\":\"%s\",\"url\":%s}"
                .formatted(id, status, url);
    }

    private String prices(String query) {
        var wanted = form(query == null ? "" : query).values();
        var found = amounts.entrySet().stream()
                .filter(price -> wanted.contains(price.getKey()))
                .map(price -> price(price.getKey(), price.getValue()))
                .toList();
        return "{\"object\":\"list\",\"has_more\":false,\"data\":[" + String.join(",", found) + "]}";
    }

    private static String price(String key, int amount) {
        var currency = key.substring(key.lastIndexOf('_') + 1);
        var value = key.contains("guide")
                ? "\"custom_unit_amount\":{\"minimum\":" + amount + ",\"preset\":2900}"
                : "\"unit_amount\":" + amount;
        return "{\"id\":\"price_%s\",\"object\":\"price\",\"product\":\"prod_of_ours\",\"tax_behavior\":\"inclusive\",\"lookup_key\":\"%s\",\"currency\":\"%s\",%s}"
                .formatted(key, key, currency, value);
    }

    private static Map<String, String> form(String text) {
        var form = new LinkedHashMap<String, String>();
        for (var pair : text.split("&")) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) {
                form.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
            }
        }
        return form;
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
