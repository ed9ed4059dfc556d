package shop.handover.fulfillment.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import shop.handover.fulfillment.request.AnswerRequests;
import shop.handover.kit.event.BuyerRequest;

/// Hears what buyers ask for, one request after the other. The offset moves when the `Uni` completes.
@ApplicationScoped
class RequestsConsumer {

    private static final Logger LOG = Logger.getLogger(RequestsConsumer.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final AnswerRequests answerRequests;
    private final ObjectMapper json;

    RequestsConsumer(AnswerRequests answerRequests, ObjectMapper json) {
        this.answerRequests = answerRequests;
        this.json = json;
    }

    // A wait ends on another thread, but a database session must begin on the one this record came on.
    @Incoming("requests")
    Uni<Void> on(byte[] told) {
        var context = Vertx.currentContext();
        Executor here = command -> context.runOnContext(_ -> command.run());
        return read(told)
                .map(request -> answerRequests
                        .answer(request)
                        .runSubscriptionOn(here)
                        .onFailure()
                        .invoke(trouble -> LOG.warnf("waiting for trouble to pass: %s", trouble))
                        .onFailure()
                        .retry()
                        .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                        .indefinitely())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Optional<BuyerRequest> read(byte[] told) {
        try {
            return Optional.ofNullable(json.readValue(told, BuyerRequest.class));
        } catch (IOException e) {
            LOG.errorf("a request that cannot be read is left alone: %d bytes", told.length);
            return Optional.empty();
        }
    }
}
