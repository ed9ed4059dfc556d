package shop.handover.fulfillment.schedule;

import io.vertx.mutiny.core.eventbus.EventBus;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import shop.handover.fulfillment.config.FulfillmentConfig;
import shop.handover.fulfillment.purchase.Bell;
import shop.handover.fulfillment.purchase.Purchases.Recorded;

/// Vert.x' event bus, within this process.
@ApplicationScoped
class EventBusBell implements Bell {

    static final String MAILS = "mails-owed";
    static final String STATES = "states-untold";

    private final EventBus bus;
    private final int hands;
    private final boolean working;

    // A command records and leaves; a mail it had begun would be in doubt. The service's next round finds the rest.
    EventBusBell(
            EventBus bus,
            FulfillmentConfig config,
            @ConfigProperty(name = "quarkus.scheduler.enabled", defaultValue = "true") boolean working) {
        this.bus = bus;
        this.working = working;
        this.hands = config.mail().concurrency();
    }

    @Override
    public void ring(Recorded recorded) {
        if (!working) {
            return;
        }
        if (!recorded.purchases().isEmpty() || !recorded.changed().isEmpty()) {
            bus.publish(STATES, "");
        }
        for (var i = 0; i < Math.min(hands, recorded.mails()); i++) {
            bus.publish(MAILS, "");
        }
    }
}
