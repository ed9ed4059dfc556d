package shop.handover.fulfillment.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/// Topic `stripe-events-dead`: what could not be read, its key, headers and bytes as they came, and beside them why and
/// where it lay (`dead-reason`, `dead-topic`, `dead-partition`, `dead-offset`).
@ApplicationScoped
class DeadLetters {

    private final MutinyEmitter<byte[]> topic;

    DeadLetters(@Channel("stripe-events-dead") MutinyEmitter<byte[]> topic) {
        this.topic = topic;
    }

    /// Ends well once the broker keeps it.
    Uni<Void> keep(ConsumerRecord<String, byte[]> told, String why) {
        var headers = new RecordHeaders(told.headers().toArray())
                .add("dead-reason", why.getBytes(UTF_8))
                .add("dead-topic", told.topic().getBytes(UTF_8))
                .add("dead-partition", Integer.toString(told.partition()).getBytes(UTF_8))
                .add("dead-offset", Long.toString(told.offset()).getBytes(UTF_8));
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(told.key())
                .withHeaders(headers)
                .build();
        return topic.sendMessage(
                Message.of(told.value() == null ? new byte[0] : told.value()).addMetadata(metadata));
    }
}
