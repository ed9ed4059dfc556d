package shop.handover.fulfillment.tell;

import io.smallrye.mutiny.Uni;
import java.util.List;

/// Who listens to the states of purchases.
public interface Listeners {

    /// Ends well once all of them are kept for every listener, those who come later included.
    Uni<Void> hear(List<Telling> tellings);
}
