package shop.handover.fulfillment.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.stripe.net.ApiResource.RequestMethod;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import shop.handover.fulfillment.ledger.Account;
import shop.handover.fulfillment.purchase.Heard;
import shop.handover.fulfillment.purchase.Heard.News;
import shop.handover.fulfillment.purchase.Heard.Unreadable;
import shop.handover.kit.event.EventEnvelope;
import shop.handover.kit.event.EventTypes;
import shop.handover.kit.event.SessionMetadata;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.kit.stripe.StripeRefused;

/// Reads Stripe's lists as plain JSON, by the same eyes as signed events: seal, shop, mode and amounts are checked
/// alike. At most five pages a second, of the 25 calls that Stripe allows on one address. What cannot be read to
/// its end within the bound fails after what was read is recorded.
///
/// @see <a href="https://docs.stripe.com/api/pagination">Stripe: pagination</a>
/// @see <a href="https://docs.stripe.com/api/events/list">Stripe: list all events</a>
@ApplicationScoped
class StripeAccount implements Account {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration BETWEEN_PAGES = Duration.ofMillis(200);
    private static final int MOST_PAGES = 5_000;
    private static final List<String> PAID =
            List.of("checkout.session.completed", "checkout.session.async_payment_succeeded");

    private final StripeGateway stripe;
    private final StripeObjects objects;

    StripeAccount(StripeGateway stripe, StripeObjects objects) {
        this.stripe = stripe;
        this.objects = objects;
    }

    @Override
    public Multi<Page> paidSessions(Instant since) {
        return list("checkout/sessions", "&status=complete", since, session -> asked(session, PAID.getFirst()));
    }

    @Override
    public Multi<Page> paymentEvents(Instant since) {
        return list("events", types(PAID.stream()), since, this::told);
    }

    @Override
    public Multi<Page> changes(Instant since) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        list("refunds", "", since, refund -> asked(refund, "refund.updated")),
                        list("disputes", "", since, dispute -> asked(dispute, "charge.dispute.updated")));
    }

    @Override
    public Multi<Page> changeEvents(Instant since) {
        var types = EventTypes.HANDLED.stream().filter(type -> !type.startsWith("checkout."));
        return list("events", types(types), since, this::told);
    }

    @Override
    public Uni<Boolean> knows(String object) {
        var path = "/v1/" + kind(object) + "/" + URLEncoder.encode(object, UTF_8);
        return get(path)
                .map(found -> !object.startsWith("cs_") || paid(found))
                .onFailure(StripeAccount::unknown)
                .recoverWithItem(false)
                .call(() -> Uni.createFrom().voidItem().onItem().delayIt().by(BETWEEN_PAGES));
    }

    private Multi<Page> list(String what, String filter, Instant since, Function<JsonNode, Heard> read) {
        var first = "/v1/" + what + "?limit=100&created%5Bgte%5D=" + since.getEpochSecond() + filter;
        return Multi.createBy()
                .repeating()
                .uni(Cursor::new, cursor -> get(first + cursor.after()).invoke(cursor::move))
                .withDelay(BETWEEN_PAGES)
                .whilst(page -> page.path("has_more").asBoolean())
                .map(page -> page(page, read));
    }

    private static Page page(JsonNode page, Function<JsonNode, Heard> read) {
        var news = new ArrayList<News>();
        var unreadable = new ArrayList<String>();
        for (var object : page.path("data")) {
            switch (read.apply(object)) {
                case News found when found.sale().isPresent() || !session(found) -> news.add(found);
                case Unreadable _ -> unreadable.add(object.path("id").asText());
                case News _, Heard.Foreign _ -> {}
            }
        }
        return new Page(news, unreadable);
    }

    private static boolean session(News news) {
        return news.eventType().startsWith("checkout.session.");
    }

    // An object that was asked for has no event; it happened when it was made, as far as it tells.
    private Heard asked(JsonNode object, String type) {
        var event = JsonNodeFactory.instance.objectNode().set("created", object.path("created"));
        var id = object.path("id").asText();
        var envelope = new EventEnvelope(
                "ledger:" + id + ":" + object.path("status").asText(),
                type,
                object.path("livemode").asBoolean(),
                "",
                id,
                reference(object.path("payment_intent")),
                traceparent(object));
        return hear(envelope, object, event);
    }

    private Heard told(JsonNode event) {
        var object = event.path("data").path("object");
        var envelope = new EventEnvelope(
                event.path("id").asText(),
                event.path("type").asText(),
                event.path("livemode").asBoolean(),
                event.path("account").asText(""),
                object.path("id").asText(),
                reference(object.path("payment_intent")),
                traceparent(object));
        return envelope.account().isEmpty() ? hear(envelope, object, event) : new Heard.Foreign("a connected account");
    }

    private static String traceparent(JsonNode object) {
        return object.path("metadata").path(SessionMetadata.TRACEPARENT).asText("");
    }

    // The key opens one mode only, so refunds need not say theirs; sessions do.
    private Heard hear(EventEnvelope envelope, JsonNode object, JsonNode event) {
        return object.has("livemode")
                        && object.path("livemode").asBoolean() != stripe.mode().livemode()
                ? new Heard.Foreign("another mode")
                : objects.hear(envelope, new Json(object, event));
    }

    private Uni<JsonNode> get(String path) {
        return stripe.ask(client ->
                        client.rawRequest(RequestMethod.GET, path, null).body())
                .map(StripeAccount::read);
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stripe's answer is not JSON", e);
        }
    }

    private static String reference(JsonNode value) {
        return value.isObject() ? value.path("id").asText() : value.asText("");
    }

    private static String kind(String object) {
        if (object.startsWith("cs_")) {
            return "checkout/sessions";
        }
        return object.matches("(du|dp)_.*") ? "disputes" : "refunds";
    }

    private static boolean paid(JsonNode session) {
        return List.of("paid", "no_payment_required")
                .contains(session.path("payment_status").asText());
    }

    private static boolean unknown(Throwable trouble) {
        return trouble instanceof StripeRefused refused && refused.status() == 404;
    }

    private static String types(Stream<String> types) {
        return types.map(type -> "&types%5B%5D=" + type).collect(Collectors.joining());
    }

    /// Where in a list we are.
    private static final class Cursor {

        private String last = "";
        private int pages;

        String after() {
            if (pages++ >= MOST_PAGES) {
                throw new IllegalStateException("Stripe's list is longer than " + MOST_PAGES + " pages");
            }
            return last.isEmpty() ? "" : "&starting_after=" + last;
        }

        void move(JsonNode page) {
            StreamSupport.stream(page.path("data").spliterator(), false)
                    .forEach(object -> last = object.path("id").asText());
        }
    }
}
