package shop.handover.fulfillment.schedule;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import shop.handover.fulfillment.config.FulfillmentConfig;
import shop.handover.fulfillment.mail.Courier;

/// On SIGTERM: the mails under way are brought to their end before the database and the relay's client are closed. It
/// takes no longer than the relay may take to answer; a mail that is slower still is in doubt, as after a crash.
@ApplicationScoped
class LastPost {

    private static final Logger LOG = Logger.getLogger(LastPost.class);

    private final Courier courier;
    private final long patienceMillis;

    LastPost(Courier courier, FulfillmentConfig config) {
        this.courier = courier;
        this.patienceMillis = config.mail().patience().toMillis();
    }

    // Observers of this event may wait: everything the courier needs is closed after them.
    void bring(@Observes ShutdownEvent leaving) {
        courier.leave()
                .subscribeAsCompletionStage()
                .toCompletableFuture()
                .completeOnTimeout(null, patienceMillis, TimeUnit.MILLISECONDS)
                .join();
        LOG.info("no mail is under way any more");
    }
}
