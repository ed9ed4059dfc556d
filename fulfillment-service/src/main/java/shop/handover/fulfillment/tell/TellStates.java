package shop.handover.fulfillment.tell;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Tells the states of purchases that changed and were not told yet. A state may be told twice; its version says so.
@ApplicationScoped
public class TellStates {

    private final UntoldStates untold;
    private final Listeners listeners;

    TellStates(UntoldStates untold, Listeners listeners) {
        this.untold = untold;
        this.listeners = listeners;
    }

    /// Tells all there is to tell. Fails where the database or the broker is away; what was not told stays untold.
    public Uni<Void> tell() {
        return Uni.createFrom()
                .deferred(() -> untold.handOver(listeners::hear))
                .repeat()
                .until(told -> told == 0)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
