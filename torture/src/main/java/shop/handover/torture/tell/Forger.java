package shop.handover.torture.tell;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import shop.handover.sandbox.stripe.delivery.Signature;

/// Makes what nobody can read or nobody may believe: events that Stripe signed but that lack what their type always
/// has, and records put onto the topic past the webhook. Each must end in the dead letters, and nothing else may.
public final class Forger implements AutoCloseable {

    /// The header that tells one forged record from another.
    public static final String MARK = "torture-poison";

    /// The topic that only the webhook should write.
    public static final String TOPIC = "stripe-events";

    private static final ObjectMapper JSON = new ObjectMapper();
    // With its headers hardly less than a broker takes.
    private static final int HUGE = 1_048_200;

    private final Sender sender;
    private final KafkaProducer<String, byte[]> producer;
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    /// @param kafka where brokers are reached, `host:port`
    public Forger(Sender sender, String kafka) {
        this.sender = sender;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        2 * HUGE,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /// Makes one, of a kind that follows from its number. Returns when it is owed or lies on the topic.
    ///
    /// @param payment a genuine event that tells of a payment
    /// @param unpaid a session nobody paid
    public void forge(int number, byte[] payment, String unpaid) throws InterruptedException {
        var name = "evt_poison" + number;
        switch (number % 6) {
            case 0 -> lacking(name, payment, "amount_total");
            case 1 -> lacking(name, payment, "currency");
            case 2 -> put(name, "rubbish, not JSON".getBytes(UTF_8), "t=1,v1=00");
            case 3 -> put(name, null, "");
            case 4 -> put(name, paid(name, payment, unpaid), signedByAnother(payment));
            default -> put(name, new byte[HUGE], "t=1,v1=00");
        }
    }

    /// The names of all that was made.
    public Set<String> made() {
        return Set.copyOf(made);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    // Signed by Stripe and an event by its outside, so that the webhook has no reason to refuse it.
    private void lacking(String name, byte[] payment, String field) {
        var event = read(payment).put("id", name);
        ((ObjectNode) event.at("/data/object")).remove(field);
        made.add(name);
        sender.tell(name, bytes(event), Duration.ZERO);
    }

    private static byte[] paid(String name, byte[] payment, String session) {
        var event = read(payment).put("id", name);
        ((ObjectNode) event.at("/data/object")).put("id", session).put("payment_intent", "pi_" + name);
        return bytes(event);
    }

    private static String signedByAnother(byte[] body) {
        return Signature.of(body, Instant.now().getEpochSecond(), List.of("whsec_somebodyElse"));
    }

    private void put(String name, byte[] value, String signature) throws InterruptedException {
        made.add(name);
        var record = new ProducerRecord<>(TOPIC, "pi_" + name, value);
        record.headers()
                .add(MARK, name.getBytes(UTF_8))
                .add("event-id", name.getBytes(UTF_8))
                .add("event-type", "checkout.session.completed".getBytes(UTF_8))
                .add("livemode", "false".getBytes(UTF_8))
                .add("stripe-signature", signature.getBytes(UTF_8));
        for (var there = false; !there; ) {
            try {
                producer.send(record).get();
                there = true;
            } catch (ExecutionException _) {
                // The broker is away; whether it took the record is unknown, and a repeat does no harm.
                Thread.sleep(500);
            }
        }
    }

    private static ObjectNode read(byte[] event) {
        try {
            return (ObjectNode) JSON.readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(ObjectNode event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
