package shop.handover.download.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jboss.logging.Logger;
import shop.handover.download.DownloadConfig;
import shop.handover.download.delivery.Use;
import shop.handover.download.delivery.Uses;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.event.FileDelivery;
import shop.handover.kit.link.DownloadToken;
import shop.handover.kit.stripe.CheckoutId;

/// Topic `downloads`, folded: how often each purchase was fetched on all replicas, in memory. Bounded: the purchases
/// that were fetched longest ago are forgotten first, which errs on the buyer's side.
@ApplicationScoped
class DeliveryTable implements Uses {

    private static final Logger LOG = Logger.getLogger(DeliveryTable.class);

    private final Cache<String, Use> uses;
    private final Use.Limit limit;
    private final CatalogFile catalog;
    private final ObjectMapper json;

    DeliveryTable(DownloadConfig config, CatalogFile catalog, ObjectMapper json) {
        this.uses = Caffeine.newBuilder().maximumSize(config.usesKept()).build();
        this.limit = new Use.Limit(config.downloadsPerPurchase(), config.networksPerPurchase());
        this.catalog = catalog;
        this.json = json;
    }

    @Override
    public boolean isUsedUp(DownloadToken link, String network) {
        var use = uses.getIfPresent(link.checkout().value());
        if (use == null) {
            return false;
        }
        synchronized (use) {
            return use.isUpFor(link.issuedAt().getEpochSecond(), network);
        }
    }

    /// Takes in one record. What cannot be read is left alone: it counts for nobody.
    void hear(String session, byte[] value) {
        if (session == null || value == null || !CheckoutId.looksRight(session)) {
            return;
        }
        try {
            var told = json.readValue(value, FileDelivery.class);
            if (session.equals(told.session()) && catalog.current().shop().id().equals(told.shop())) {
                count(told);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warnf("checkout=%s: a record on topic downloads cannot be read: %s", session, e.getClass());
        }
    }

    private void count(FileDelivery told) {
        var use = uses.get(told.session(), _ -> new Use(limit));
        synchronized (use) {
            use.hear(told);
        }
    }
}
