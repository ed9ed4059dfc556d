package shop.handover.download.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.Locale;
import org.eclipse.microprofile.reactive.messaging.Channel;
import shop.handover.download.DownloadConfig;
import shop.handover.download.request.Requests;
import shop.handover.kit.event.BuyerRequest;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.LinkKeys.Purpose;

/// Keeps requests on topic `requests`, under the session's id or a keyed hash of the address: one buyer's requests stay
/// in order, and the key tells nobody who it is.
@ApplicationScoped
class KafkaRequests implements Requests {

    private final MutinyEmitter<Record<String, byte[]>> topic;
    private final ObjectMapper json;
    private final LinkKeys keys;
    private final DownloadConfig config;

    KafkaRequests(
            @Channel("requests") MutinyEmitter<Record<String, byte[]>> topic,
            ObjectMapper json,
            LinkKeys keys,
            DownloadConfig config) {
        this.topic = topic;
        this.json = json;
        this.keys = keys;
        this.config = config;
    }

    @Override
    public Uni<Void> keep(BuyerRequest request) {
        return topic.send(Record.of(key(request), written(request)))
                .ifNoItem()
                .after(config.requestPatience())
                .fail();
    }

    private String key(BuyerRequest request) {
        return request.session().isEmpty() ? pseudonym(request.email()) : request.session();
    }

    private String pseudonym(String email) {
        return HexFormat.of().formatHex(keys.mac(Purpose.PSEUDONYM, email.toLowerCase(Locale.ROOT)));
    }

    private byte[] written(BuyerRequest request) {
        try {
            return json.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request is always JSON", e);
        }
    }
}
