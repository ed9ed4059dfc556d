package shop.handover.torture.tell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import shop.handover.sandbox.stripe.StripeSandbox;
import shop.handover.torture.scenario.Telling;

/// Reads Stripe's list of events as it grows and owes the sender their deliveries. No endpoint is registered at Stripe:
/// all telling is ours. Not for two threads at once.
public final class Feed {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter AS_STRIPE_WRITES = JSON.writerWithDefaultPrettyPrinter();
    private static final int QUIET_READS = 10;
    private static final int PAYMENTS_KEPT = 200;
    private static final String TYPES = List.of(
                    "checkout.session.completed",
                    "checkout.session.async_payment_succeeded",
                    "checkout.session.async_payment_failed",
                    "checkout.session.expired",
                    "charge.refunded",
                    "refund.created",
                    "refund.updated",
                    "refund.failed",
                    "charge.dispute.created",
                    "charge.dispute.updated",
                    "charge.dispute.closed",
                    "charge.dispute.funds_reinstated")
            .stream()
            .map(type -> "&types[]=" + type)
            .collect(Collectors.joining());

    private final StripeSandbox stripe;
    private final Books books;
    private final Sender sender;
    private final long seed;
    private final Duration span;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> twins = new HashSet<>();
    private final List<byte[]> payments = Collections.synchronizedList(new ArrayList<>());
    private String last = "";
    private volatile int emptyReads;

    /// @param span within which the deliveries of one event are spread
    public Feed(StripeSandbox stripe, Books books, Sender sender, long seed, Duration span) {
        this.stripe = stripe;
        this.books = books;
        this.sender = sender;
        this.seed = seed;
        this.span = span;
    }

    /// Owes what is new, and says how many events that were.
    public int read() throws InterruptedException {
        var fresh = fresh();
        fresh.forEach(this::owe);
        emptyReads = fresh.isEmpty() ? emptyReads + 1 : 0;
        return fresh.size();
    }

    /// Returns when whoever reads has found nothing new ten times in a row.
    ///
    /// @throws IllegalStateException where that does not come within two minutes
    public void awaitQuiet() throws InterruptedException {
        for (var tries = 0; emptyReads < QUIET_READS; tries++) {
            if (tries > 1_200) {
                throw new IllegalStateException("Stripe's list of events is not read to its end");
            }
            Thread.sleep(100);
        }
    }

    /// Bodies of some events that tell of a payment with money.
    public List<byte[]> payments() {
        return List.copyOf(payments);
    }

    // Oldest first. Stripe lists the newest first, and `ending_before` turns its pages back towards now.
    private List<JsonNode> fresh() throws InterruptedException {
        var all = new ArrayList<JsonNode>();
        var more = true;
        while (more) {
            var page = page();
            var events = new ArrayList<JsonNode>();
            page.get("data").forEach(events::add);
            Collections.reverse(events);
            all.addAll(events);
            more = !last.isEmpty() && page.get("has_more").asBoolean();
            if (!events.isEmpty()) {
                last = events.getLast().get("id").asText();
            }
        }
        return all;
    }

    private JsonNode page() throws InterruptedException {
        var after = last.isEmpty() ? "" : "&ending_before=" + last;
        var request = HttpRequest.newBuilder(
                        URI.create(stripe.url() + "/v1/events?limit=100" + after + TYPES.replace("[]", "%5B%5D")))
                .header("Authorization", "Bearer sk_test_torture")
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Stripe does not list its events: " + new String(answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void owe(JsonNode event) {
        var id = event.get("id").asText();
        var object = event.at("/data/object");
        var payment = object.path("object").asText().equals("checkout.session");
        var session = payment ? object.get("id").asText() : sessionOf(object);
        if (payment && object.path("payment_intent").isTextual()) {
            books.paidBy(object.get("payment_intent").asText(), session);
        }
        var story = books.story(session);
        var telling = Telling.of(seed, story, books.nextPlace(session), payment, span);
        var body = bytes(event);
        if (payment && object.path("payment_status").asText().equals("paid") && payments.size() < PAYMENTS_KEPT) {
            payments.add(body);
        }
        telling.waits().forEach(wait -> sender.tell(id, body, wait));
        if (telling.badlySigned()) {
            sender.pretend(id, body, telling.waits().getFirst());
        }
        if (telling.twin() && !twins.contains(id)) {
            twins.add(stripe.actions().twin(id).get("id").asText());
        }
    }

    private String sessionOf(JsonNode object) {
        var intent = object.path("payment_intent").asText();
        return books.sessionOf(intent)
                .orElseThrow(() -> new IllegalStateException("an event of a payment nobody made: " + intent));
    }

    private static byte[] bytes(JsonNode event) {
        try {
            return AS_STRIPE_WRITES.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
