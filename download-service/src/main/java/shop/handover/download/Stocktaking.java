package shop.handover.download;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import shop.handover.download.delivery.Shelf;
import shop.handover.kit.catalog.CatalogFile;

/// Holds the catalog against the shelf before the first buyer comes: what is missing would be found out by one who has
/// paid. A catalog that changes later goes on being served, without the files that are at fault.
@ApplicationScoped
class Stocktaking {

    private static final Logger LOG = Logger.getLogger(Stocktaking.class);
    private static final int EARLY = 1;

    private final Shelf shelf;
    private final CatalogFile catalog;

    Stocktaking(Shelf shelf, CatalogFile catalog) {
        this.shelf = shelf;
        this.catalog = catalog;
    }

    void refuseFaultyFiles(@Observes @Priority(EARLY) StartupEvent started) {
        var faults = shelf.look(catalog.current());
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    shelf + " does not hold what the catalog sells:\n  " + String.join("\n  ", faults));
        }
        catalog.onChange(changed ->
                shelf.look(changed).forEach(fault -> LOG.errorf("not handed out until it is mended: %s", fault)));
    }
}
