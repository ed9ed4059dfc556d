package shop.handover.fulfillment.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import shop.handover.fulfillment.tell.Listeners;
import shop.handover.kit.event.PurchaseState;

/// Topic `purchases`: the whole state of each purchase, keyed by its session.
@ApplicationScoped
class PurchasesTopic implements Listeners {

    private final MutinyEmitter<Record<String, byte[]>> topic;
    private final ObjectMapper json;

    PurchasesTopic(
            @Channel("purchases") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 1024)
                    MutinyEmitter<Record<String, byte[]>> topic,
            ObjectMapper json) {
        this.topic = topic;
        this.json = json;
    }

    @Override
    public Uni<Void> hear(List<PurchaseState> states) {
        return Uni.join()
                .all(states.stream().map(this::send).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<Void> send(PurchaseState state) {
        return topic.send(Record.of(state.session(), bytes(state)));
    }

    private byte[] bytes(PurchaseState state) {
        try {
            return json.writeValueAsBytes(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a purchase's state is always JSON", e);
        }
    }
}
