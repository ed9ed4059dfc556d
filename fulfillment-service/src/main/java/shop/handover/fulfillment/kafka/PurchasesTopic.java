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
import shop.handover.fulfillment.tell.Telling;
import shop.handover.kit.event.PurchaseState;

/// Topic `purchases`: the whole state of each purchase, keyed by its session; nothing, where it is to be forgotten.
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
    public Uni<Void> hear(List<Telling> tellings) {
        return Uni.join()
                .all(tellings.stream().map(this::send).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    // Without a value it is a tombstone: compaction takes whatever was told before.
    private Uni<Void> send(Telling telling) {
        return topic.send(
                Record.of(telling.session(), telling.state().map(this::bytes).orElse(null)));
    }

    private byte[] bytes(PurchaseState state) {
        try {
            return json.writeValueAsBytes(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a purchase's state is always JSON", e);
        }
    }
}
