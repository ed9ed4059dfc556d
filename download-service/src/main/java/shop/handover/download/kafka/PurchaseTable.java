package shop.handover.download.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import shop.handover.download.delivery.Checkouts;
import shop.handover.download.delivery.RecordedPurchases;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.entitlement.Entitlement.Reason;
import shop.handover.kit.event.PurchaseState;
import shop.handover.kit.stripe.CheckoutId;
import shop.handover.kit.stripe.StripeGateway;

/// Topic `purchases`, folded: the last word on each purchase of this shop, in memory (some 200 bytes each). A new word
/// drops what Stripe told us before it.
@ApplicationScoped
class PurchaseTable implements RecordedPurchases {

    private static final Logger LOG = Logger.getLogger(PurchaseTable.class);

    private record Row(Recorded recorded, long version) {}

    private final Map<String, Row> rows = new ConcurrentHashMap<>();
    private final Checkouts checkouts;
    private final CatalogFile catalog;
    private final StripeGateway stripe;
    private final ObjectMapper json;

    PurchaseTable(Checkouts checkouts, CatalogFile catalog, StripeGateway stripe, ObjectMapper json) {
        this.checkouts = checkouts;
        this.catalog = catalog;
        this.stripe = stripe;
        this.json = json;
    }

    @Override
    public Optional<Recorded> of(CheckoutId checkout) {
        return Optional.ofNullable(rows.get(checkout.value())).map(Row::recorded);
    }

    /// Takes in one record; telling it twice changes nothing.
    ///
    /// @param value `null` erases the purchase
    void hear(String session, byte[] value) {
        if (session == null || !CheckoutId.looksRight(session)) {
            LOG.warn("a record on topic purchases has no session id for its key and is left alone");
            return;
        }
        if (value == null) {
            rows.remove(session);
        } else {
            read(session, value).filter(this::isOurs).ifPresent(this::keep);
        }
        checkouts.forget(new CheckoutId(session));
    }

    private Optional<PurchaseState> read(String session, byte[] value) {
        try {
            return Optional.of(json.readValue(value, PurchaseState.class));
        } catch (IOException e) {
            LOG.errorf("checkout=%s: its record on topic purchases cannot be read: %s", session, e.getClass());
            return Optional.empty();
        }
    }

    private boolean isOurs(PurchaseState state) {
        return catalog.current().shop().id().equals(state.shop())
                && state.livemode() == stripe.mode().livemode();
    }

    private void keep(PurchaseState state) {
        var row = new Row(
                new Recorded(state.product(), refusal(state), state.changedAt(), state.paidAt()), state.version());
        rows.merge(state.session(), row, (old, young) -> young.version() < old.version() ? old : young);
    }

    // A word of a later version of the house still means no.
    private static Optional<Reason> refusal(PurchaseState state) {
        if (state.entitled()) {
            return Optional.empty();
        }
        var word = String.valueOf(state.reason()).toUpperCase(Locale.ROOT);
        return Optional.of(Arrays.stream(Reason.values())
                .filter(reason -> reason.name().equals(word))
                .findFirst()
                .orElse(Reason.REVOKED));
    }
}
