package shop.handover.checkout.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import shop.handover.checkout.CheckoutConfig;
import shop.handover.checkout.withdrawal.Requests;
import shop.handover.kit.event.BuyerRequest;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.RequestKey;

/// Keeps requests on topic `requests`; answers only once the broker has them.
@ApplicationScoped
class KafkaRequests implements Requests {

    private final MutinyEmitter<Record<String, byte[]>> topic;
    private final ObjectMapper json;
    private final LinkKeys keys;
    private final CheckoutConfig config;

    KafkaRequests(
            @Channel("requests") MutinyEmitter<Record<String, byte[]>> topic,
            ObjectMapper json,
            LinkKeys keys,
            CheckoutConfig config) {
        this.topic = topic;
        this.json = json;
        this.keys = keys;
        this.config = config;
    }

    @Override
    public Uni<Void> keep(BuyerRequest request) {
        return topic.send(Record.of(RequestKey.of(request, keys), written(request)))
                .ifNoItem()
                .after(config.requestPatience())
                .fail();
    }

    private byte[] written(BuyerRequest request) {
        try {
            return json.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request is always JSON", e);
        }
    }
}
