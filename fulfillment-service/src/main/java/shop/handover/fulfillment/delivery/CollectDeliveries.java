package shop.handover.fulfillment.delivery;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.event.FileDelivery;
import shop.handover.kit.stripe.CheckoutId;

/// Enters into the book what download-service tells. Safe to repeat.
@ApplicationScoped
public class CollectDeliveries {

    private static final Logger LOG = Logger.getLogger(CollectDeliveries.class);

    private final Deliveries book;
    private final CatalogFile catalog;

    CollectDeliveries(Deliveries book, CatalogFile catalog) {
        this.book = book;
        this.catalog = catalog;
    }

    /// Fails only over trouble that will pass: what no book can hold is left out here.
    public Uni<Void> collect(List<FileDelivery> told) {
        var ours = told.stream().filter(this::belongsInTheBook).toList();
        return ours.isEmpty() ? Uni.createFrom().voidItem() : book.enter(ours);
    }

    private boolean belongsInTheBook(FileDelivery told) {
        if (!catalog.current().shop().id().equals(told.shop())) {
            return false;
        }
        var whole = told.id() != null
                && told.session() != null
                && CheckoutId.looksRight(told.session())
                && told.product() != null
                && told.file() != null
                && told.via() != null
                && told.network() != null
                && told.end() != null
                && told.at() != null
                && Math.min(Math.min(told.first(), told.length()), Math.min(told.size(), told.sent())) >= 0;
        if (!whole) {
            LOG.errorf("a record on topic downloads lacks a part and is left alone: %s", told.id());
        }
        return whole;
    }
}
