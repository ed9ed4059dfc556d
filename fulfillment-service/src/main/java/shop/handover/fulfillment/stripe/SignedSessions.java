package shop.handover.fulfillment.stripe;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import shop.handover.fulfillment.purchase.Fact;
import shop.handover.fulfillment.purchase.Fact.Kind;
import shop.handover.fulfillment.purchase.Heard;
import shop.handover.fulfillment.purchase.Heard.Doubt;
import shop.handover.fulfillment.purchase.Heard.Foreign;
import shop.handover.fulfillment.purchase.Heard.News;
import shop.handover.fulfillment.purchase.Sale;
import shop.handover.fulfillment.purchase.Sale.Buyer;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.catalog.Price;
import shop.handover.kit.event.EventEnvelope;
import shop.handover.kit.event.SessionMetadata;
import shop.handover.kit.link.Seal;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;
import shop.handover.kit.stripe.CheckoutId;

/// Reads Checkout Sessions. Ours are those that carry our seal and our shop's id; all others may say what they
/// like.
///
/// @see <a href="https://docs.stripe.com/checkout/fulfillment">Stripe: fulfil orders</a>
@ApplicationScoped
class SignedSessions {

    private static final Pattern CHOSEN = Pattern.compile("\\d{1,15}\\+(\\d{1,15})");

    private final Seal seal;
    private final CatalogFile catalog;

    SignedSessions(Seal seal, CatalogFile catalog) {
        this.seal = seal;
        this.catalog = catalog;
    }

    Heard hear(EventEnvelope envelope, Json session) {
        var metadata = session.metadata();
        if (!seal.holds(metadata)) {
            return new Foreign("a session without our seal");
        }
        if (!catalog.current().shop().id().equals(metadata.get(SessionMetadata.SHOP))) {
            return new Foreign("another shop");
        }
        return switch (session.text("payment_status")) {
            case "paid", "no_payment_required" -> settled(envelope, session, metadata);
            default ->
                news(
                        envelope,
                        Fact.of(unpaid(envelope.type()), checkout(session).value(), session.eventTime()));
        };
    }

    /// What a session of ours was to sell; empty where it is paid or not ours.
    Optional<Sale> unpaid(Json session) {
        var metadata = session.metadata();
        var ours = seal.holds(metadata) && catalog.current().shop().id().equals(metadata.get(SessionMetadata.SHOP));
        return ours && session.text("payment_status").equals("unpaid")
                ? Optional.of(sale(session, metadata))
                : Optional.empty();
    }

    private static Kind unpaid(String type) {
        return switch (type) {
            case "checkout.session.async_payment_failed" -> Kind.FAILED;
            case "checkout.session.expired" -> Kind.EXPIRED;
            default -> Kind.AWAITING;
        };
    }

    private Heard settled(EventEnvelope envelope, Json session, Map<String, String> metadata) {
        var sale = sale(session, metadata);
        var fact = Fact.of(Kind.SETTLED, sale.checkout().value(), sale.total().minor(), session.eventTime());
        return new News(
                envelope.id(),
                envelope.type(),
                envelope.key(),
                List.of(fact),
                Optional.of(sale),
                doubt(sale, metadata));
    }

    private static Heard news(EventEnvelope envelope, Fact fact) {
        return new News(
                envelope.id(), envelope.type(), envelope.key(), List.of(fact), Optional.empty(), Optional.empty());
    }

    private Sale sale(Json session, Map<String, String> metadata) {
        var currency =
                CurrencyCode.of(session.text("currency")).orElseThrow(() -> new Json.Lacking("a known currency"));
        return new Sale(
                checkout(session),
                metadata.get(SessionMetadata.SHOP),
                known(metadata, SessionMetadata.PRODUCT_SLUG),
                known(metadata, SessionMetadata.PRODUCT_NAME),
                new Buyer(
                        session.textAt("customer_details", "email").strip(),
                        session.textAt("customer_details", "name"),
                        session.textAt("customer_details", "address", "country"),
                        session.textAt("locale")),
                new Money(session.amount("amount_subtotal"), currency),
                session.amountAt("total_details", "amount_tax"),
                new Money(session.amount("amount_total"), currency),
                session.object().path("livemode").asBoolean(),
                session.eventTime(),
                metadata.getOrDefault(SessionMetadata.CONSENT, ""),
                metadata.getOrDefault(SessionMetadata.TRACEPARENT, ""));
    }

    private static CheckoutId checkout(Json session) {
        var id = session.text("id");
        if (!CheckoutId.looksRight(id)) {
            throw new Json.Lacking("id");
        }
        return new CheckoutId(id);
    }

    private static String known(Map<String, String> metadata, String key) {
        var value = metadata.getOrDefault(key, "");
        if (value.isBlank()) {
            throw new Json.Lacking("metadata." + key);
        }
        return value;
    }

    // The seal holds what the price was when the session was made; the catalog knows in which currency. Where either
    // says otherwise, the price itself must be asked.
    private Optional<Doubt> doubt(Sale sale, Map<String, String> metadata) {
        var unit = metadata.getOrDefault(SessionMetadata.UNIT_AMOUNT, "");
        // Where the buyer chose on our page the seal holds the amount itself, and no later minimum changes that sale.
        var chosen = CHOSEN.matcher(unit);
        var agrees = chosen.matches()
                ? chosen.group(1).equals(String.valueOf(sale.subtotal().minor()))
                : fits(unit, sale.subtotal().minor())
                        && catalog.current()
                                .product(sale.productSlug())
                                .flatMap(product -> product.price(sale.currency()))
                                .filter(price -> unit.equals(unitAmount(price)))
                                .isPresent();
        return agrees
                ? Optional.empty()
                : Optional.of(new Doubt(
                        metadata.getOrDefault(SessionMetadata.PRICE_ID, ""),
                        "the session's subtotal is " + sale.subtotal() + ", its price was "
                                + shown(unit, sale.currency())));
    }

    private static boolean fits(String unit, long subtotal) {
        if (!unit.matches("\\d{1,15}\\+?")) {
            return false;
        }
        return unit.endsWith("+")
                ? subtotal >= Long.parseLong(unit.substring(0, unit.length() - 1))
                : subtotal == Long.parseLong(unit);
    }

    private static String unitAmount(Price price) {
        return switch (price) {
            case Price.Fixed fixed -> Long.toString(fixed.amount().minor());
            case Price.PayWhatYouWant free -> free.minimum().minor() + "+";
        };
    }

    // A fixed price, the least of a chosen one, or the one that was chosen above it.
    private static String shown(String unit, CurrencyCode currency) {
        if (!unit.matches("\\d{1,15}(\\+\\d{0,15})?")) {
            return "not in its metadata";
        }
        var parts = unit.split("\\+", 2);
        var last = parts[parts.length - 1];
        return last.isEmpty()
                ? "at least " + new Money(Long.parseLong(parts[0]), currency)
                : new Money(Long.parseLong(last), currency).toString();
    }
}
