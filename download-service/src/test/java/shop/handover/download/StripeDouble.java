package shop.handover.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import shop.handover.kit.link.ReturnTicket;
import shop.handover.kit.link.Seal;

/// As much of Stripe as a download asks for, counting each call, and away when told so. What it answers is checked
/// against the faithful sandbox in a test of its own.
public final class StripeDouble implements AutoCloseable {

    public static final String NONCE = "AAAAAAAAAAAAAAAAAAAAAA";

    private final HttpServer server;
    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    private final Map<String, String> disputes = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean away;

    private StripeDouble(HttpServer server) {
        this.server = server;
    }

    static StripeDouble start() throws IOException {
        var stripe = new StripeDouble(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
        stripe.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        stripe.server.createContext("/v1/checkout/sessions/", stripe::session);
        stripe.server.createContext("/v1/disputes", stripe::disputes);
        stripe.server.start();
        return stripe;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public int calls() {
        return calls.get();
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    /// The `r` of the success page of each session made here.
    public static String ticket() {
        return new ReturnTicket(Shop.keys()).ticket(NONCE);
    }

    public String paid(String product) {
        return add(product, "complete", "paid", charge(0, false), Map.of());
    }

    public String refunded(String product) {
        return add(product, "complete", "paid", charge(2900, false), Map.of());
    }

    public String disputed(String product, String status) {
        var id = add(product, "complete", "paid", charge(0, true), Map.of());
        disputes.put("ch_1", status);
        return id;
    }

    public String processing(String product) {
        return add(product, "complete", "unpaid", intent("processing", "null"), Map.of());
    }

    public String failed(String product) {
        return add(product, "complete", "unpaid", intent("requires_payment_method", "null"), Map.of());
    }

    public String expired(String product) {
        return add(product, "expired", "unpaid", "null", Map.of());
    }

    public String free(String product) {
        return add(product, "complete", "no_payment_required", "null", Map.of());
    }

    public String foreign(String product) {
        return add(product, "complete", "paid", charge(0, false), Map.of("seal", "k1.forged"));
    }

    private String add(
            String product, String status, String paymentStatus, String intent, Map<String, String> instead) {
        var id = "cs_test_" + UUID.randomUUID().toString().replace("-", "");
        var metadata = new TreeMap<String, String>();
        metadata.put("shop", "example");
        metadata.put("productSlug", product);
        metadata.put("productName", "as sold");
        metadata.put("nonce", NONCE);
        metadata.put("seal", new Seal(Shop.keys()).over(metadata));
        metadata.putAll(instead);
        sessions.put(id, """
                {"id": "%s", "object": "checkout.session", "livemode": false, "status": "%s", "payment_status": "%s",
                 "amount_total": 2900, "currency": "eur", "created": %d, "total_details": {"amount_tax": 190},
                 "customer_details": {"email": "buyer@example.com"}, "payment_intent": %s, "metadata": {%s}}
                """.formatted(id, status, paymentStatus, now(), intent, json(metadata)));
        return id;
    }

    private static String charge(long refunded, boolean disputed) {
        return intent("succeeded", """
                {"id": "ch_1", "object": "charge", "amount": 2900, "amount_refunded": %d, "refunded": %b,
                 "disputed": %b, "created": %d}
                """.formatted(refunded, refunded == 2900, disputed, now()));
    }

    private static String intent(String status, String charge) {
        return """
                {"id": "pi_1", "object": "payment_intent", "status": "%s", "latest_charge": %s}
                """.formatted(status, charge);
    }

    private static String json(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": \"" + entry.getValue() + "\"")
                .collect(Collectors.joining(", "));
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private void session(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        var path = exchange.getRequestURI().getPath();
        var session = sessions.get(path.substring(path.lastIndexOf('/') + 1));
        if (away) {
            answer(exchange, 500, "{\"error\": {\"type\": \"api_error\", \"message\": \"told to be away\"}}");
        } else if (session == null) {
            answer(exchange, 404, """
                    {"error": {"type": "invalid_request_error", "code": "resource_missing", "message": "No such session"}}
                    """);
        } else {
            answer(exchange, 200, session);
        }
    }

    private void disputes(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        var listed = List.copyOf(disputes.values()).stream()
                .map(status -> "{\"id\": \"du_1\", \"object\": \"dispute\", \"status\": \"" + status + "\"}")
                .collect(Collectors.joining(","));
        answer(exchange, 200, "{\"object\": \"list\", \"has_more\": false, \"data\": [" + listed + "]}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
