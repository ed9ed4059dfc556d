package shop.handover.checkout.stripe;

import com.stripe.model.Price;
import com.stripe.param.PriceListParams;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import shop.handover.checkout.CheckoutConfig;
import shop.handover.checkout.sale.PriceAtStripe;
import shop.handover.checkout.sale.PriceBook;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.kit.stripe.StripeRefused;
import shop.handover.kit.stripe.StripeUnavailable;

/// Looks the catalog's prices up at Stripe by their lookup keys: at start, every minute, and when the catalog
/// changes. While Stripe is away the last answer stays good; before the first answer nothing can be bought.
///
/// A Stripe price whose amount is not the catalog's is treated as missing: nobody pays another price than the one
/// shown.
///
/// @see <a href="https://docs.stripe.com/products-prices/manage-prices#lookup-keys">Stripe: lookup keys</a>
@ApplicationScoped
class StripePriceBook implements PriceBook {

    private static final Logger LOG = Logger.getLogger(StripePriceBook.class);
    // Stripe takes at most ten lookup keys in one question.
    private static final int KEYS_AT_ONCE = 10;

    private final CatalogFile catalog;
    private final StripeGateway stripe;
    private final Duration refresh;
    private final Duration retry;
    private final Semaphore wakeUp = new Semaphore(0);
    private volatile Page page = new Page(false, Map.of(), Set.of());
    private volatile boolean open = true;

    /// What Stripe last answered.
    ///
    /// @param read whether it ever did
    /// @param found by lookup key
    /// @param missing lookup keys without a price of the catalog's amount
    record Page(boolean read, Map<String, PriceAtStripe> found, Set<String> missing) {}

    StripePriceBook(CatalogFile catalog, StripeGateway stripe, CheckoutConfig config) {
        this.catalog = catalog;
        this.stripe = stripe;
        this.refresh = config.pricesRefresh();
        this.retry = config.pricesRetry();
    }

    void start(@Observes StartupEvent event) {
        catalog.onChange(_ -> readSoon());
        Thread.ofVirtual().name("price-book").start(this::keepReading);
    }

    void stop(@Observes ShutdownEvent event) {
        open = false;
        wakeUp.release();
    }

    @Override
    public Optional<PriceAtStripe> find(Product product, shop.handover.kit.catalog.Price price) {
        return Optional.ofNullable(page.found().get(catalog.current().lookupKey(product, price.currency())));
    }

    /// What is known now.
    Page page() {
        return page;
    }

    /// Has the book read again at once: a price in it turned out to be gone.
    void readSoon() {
        wakeUp.release();
    }

    private void keepReading() {
        while (open) {
            read();
            var pause = page.read() && page.missing().isEmpty() ? refresh : retry;
            try {
                if (wakeUp.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeUp.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read() {
        try {
            var read = ask(catalog.current());
            if (!read.equals(page)) {
                LOG.infof(
                        "prices at Stripe: %d found, missing: %s", read.found().size(), read.missing());
            }
            page = read;
        } catch (StripeUnavailable | StripeRefused e) {
            LOG.warnf("prices could not be looked up: %s", e.getMessage());
        }
    }

    private Page ask(Catalog now) {
        var wanted = wanted(now);
        var found = new HashMap<String, Price>();
        for (var keys : slices(List.copyOf(wanted.keySet()))) {
            stripe.askAndWait(client -> client.v1().prices().list(question(keys)))
                    .getData()
                    .forEach(price -> found.put(price.getLookupKey(), price));
        }
        var known = new HashMap<String, PriceAtStripe>();
        var missing = new TreeSet<String>();
        wanted.forEach((key, price) -> Optional.ofNullable(found.get(key))
                .filter(offered -> agrees(offered, price))
                .ifPresentOrElse(offered -> known.put(key, atStripe(offered)), () -> missing.add(key)));
        return new Page(true, Map.copyOf(known), Set.copyOf(missing));
    }

    private static Map<String, shop.handover.kit.catalog.Price> wanted(Catalog now) {
        var wanted = new HashMap<String, shop.handover.kit.catalog.Price>();
        now.onSale()
                .forEach(product ->
                        product.prices().forEach(price -> wanted.put(now.lookupKey(product, price.currency()), price)));
        return wanted;
    }

    private static List<List<String>> slices(List<String> keys) {
        var slices = new ArrayList<List<String>>();
        for (var from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
            slices.add(keys.subList(from, Math.min(from + KEYS_AT_ONCE, keys.size())));
        }
        return slices;
    }

    private static PriceAtStripe atStripe(Price price) {
        return new PriceAtStripe(
                price.getId(), price.getProduct(), Objects.requireNonNullElse(price.getTaxBehavior(), "unspecified"));
    }

    private static PriceListParams question(List<String> keys) {
        return PriceListParams.builder()
                .addAllLookupKey(keys)
                .setActive(true)
                .setLimit((long) KEYS_AT_ONCE)
                .build();
    }

    static boolean agrees(Price known, shop.handover.kit.catalog.Price price) {
        return price.currency().value().equals(known.getCurrency())
                && switch (price) {
                    case shop.handover.kit.catalog.Price.Fixed(var amount) ->
                        Objects.equals(known.getUnitAmount(), amount.minor());
                    case shop.handover.kit.catalog.Price.PayWhatYouWant chosen ->
                        known.getCustomUnitAmount() != null
                                && Objects.equals(
                                        known.getCustomUnitAmount().getMinimum(),
                                        chosen.minimum().minor());
                };
    }
}
