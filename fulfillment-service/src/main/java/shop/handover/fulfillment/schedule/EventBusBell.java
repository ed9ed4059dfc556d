package shop.handover.fulfillment.schedule;

import io.vertx.mutiny.core.eventbus.EventBus;
import jakarta.enterprise.context.ApplicationScoped;
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

    EventBusBell(EventBus bus, FulfillmentConfig config) {
        this.bus = bus;
        this.hands = config.mail().concurrency();
    }

    @Override
    public void ring(Recorded recorded) {
        if (!recorded.purchases().isEmpty() || !recorded.changed().isEmpty()) {
            bus.publish(STATES, "");
        }
        for (var i = 0; i < Math.min(hands, recorded.mails()); i++) {
            bus.publish(MAILS, "");
        }
    }
}
