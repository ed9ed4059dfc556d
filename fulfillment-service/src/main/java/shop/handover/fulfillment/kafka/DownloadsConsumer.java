package shop.handover.fulfillment.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import shop.handover.fulfillment.delivery.CollectDeliveries;
import shop.handover.kit.event.FileDelivery;

/// Hears what was handed out, a batch at a time. The offset moves when the `Uni` completes.
@ApplicationScoped
class DownloadsConsumer {

    private static final Logger LOG = Logger.getLogger(DownloadsConsumer.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final CollectDeliveries collect;
    private final ObjectMapper json;

    DownloadsConsumer(CollectDeliveries collect, ObjectMapper json) {
        this.collect = collect;
        this.json = json;
    }

    // An outage of the database is waited out here; the topic keeps what was told for thirty days.
    @Incoming("downloads")
    Uni<Void> on(List<byte[]> told) {
        var context = Vertx.currentContext();
        Executor here = command -> context.runOnContext(_ -> command.run());
        return collect.collect(told.stream().flatMap(this::read).toList())
                .runSubscriptionOn(here)
                .onFailure()
                .invoke(trouble -> LOG.warnf("waiting for trouble to pass: %s", trouble))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private Stream<FileDelivery> read(byte[] told) {
        try {
            return Stream.ofNullable(told == null ? null : json.readValue(told, FileDelivery.class));
        } catch (IOException e) {
            LOG.errorf("a record on topic downloads cannot be read and is left alone: %d bytes", told.length);
            return Stream.empty();
        }
    }
}
