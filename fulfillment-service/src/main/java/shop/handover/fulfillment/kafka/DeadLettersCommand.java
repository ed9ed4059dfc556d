package shop.handover.fulfillment.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import shop.handover.kit.event.Topic;

/// `dead-letters list | show PLACE | replay PLACE|all`, where a place is `partition/offset` as listed. Replay puts a
/// letter back on `stripe-events` as it came; it is checked like any other, what still cannot be read comes back, and
/// what was recorded meanwhile is recorded once. Status 0 done, 1 not, 64 misused.
///
/// Reads the broker's settings as [CreateTopics] does. `show` prints the buyer's data that Stripe sent.
public final class DeadLettersCommand {

    private static final String USAGE =
            "usage: dead-letters list | show PARTITION/OFFSET | replay PARTITION/OFFSET | replay all";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST = 2 * 1024 * 1024;

    private final Map<String, String> environment;
    private final PrintStream out;

    private DeadLettersCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /// Runs one command.
    ///
    /// @return the exit status
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
        return new DeadLettersCommand(environment, out).run(arguments);
    }

    private int run(List<String> arguments) {
        try {
            return switch (String.join(" ", arguments).replaceAll("\\d+/\\d+$", "PLACE")) {
                case "list" -> list();
                case "show PLACE" -> show(arguments.getLast());
                case "replay PLACE", "replay all" -> replay(arguments.getLast());
                default -> verdict(64, USAGE);
            };
        } catch (IllegalArgumentException e) {
            return verdict(1, "dead-letters: " + e.getMessage());
        } catch (KafkaException | ExecutionException e) {
            return verdict(
                    1,
                    "dead-letters: the broker at " + servers() + " does not answer (" + e.getMessage()
                            + "); see KAFKA_BOOTSTRAP_SERVERS");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return verdict(1, "dead-letters: interrupted");
        }
    }

    private int list() {
        var letters = read();
        letters.forEach(
                letter -> out.println("  " + place(letter) + "  " + Instant.ofEpochMilli(letter.timestamp()) + "  "
                        + header(letter, "event-type") + " " + header(letter, "event-id") + "  "
                        + header(letter, "dead-reason")));
        return verdict(
                0,
                letters.isEmpty()
                        ? "dead-letters: there are none"
                        : "dead-letters: " + letters.size() + ", kept for seven days; look at one with show");
    }

    private int show(String place) {
        var found =
                read().stream().filter(letter -> place(letter).equals(place)).findFirst();
        found.ifPresent(letter -> {
            letter.headers().forEach(header -> out.println("  " + header.key() + ": " + text(header.value())));
            out.println(text(letter.value()));
        });
        return found.isPresent()
                ? verdict(0, "dead-letters: " + place + " has " + found.get().value().length + " bytes")
                : missing(place);
    }

    private int replay(String place) throws ExecutionException, InterruptedException {
        var wanted = read().stream()
                .filter(letter -> place.equals("all") || place(letter).equals(place))
                .toList();
        if (wanted.isEmpty() && !place.equals("all")) {
            return missing(place);
        }
        Map<String, Object> settings = settings();
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        // A letter without its reason is as large as what died: whatever was taken must fit.
        settings.put("max.request.size", LARGEST);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (var letter : wanted) {
                producer.send(asItCame(letter)).get();
            }
        }
        return verdict(0, "dead-letters: " + wanted.size() + " replayed; what still cannot be read is listed again");
    }

    private static ProducerRecord<String, byte[]> asItCame(ConsumerRecord<String, byte[]> letter) {
        var headers = new RecordHeaders(Arrays.stream(letter.headers().toArray())
                .filter(header -> !header.key().startsWith("dead-"))
                .toList());
        return new ProducerRecord<>(Topic.STRIPE_EVENTS.title(), null, letter.key(), letter.value(), headers);
    }

    private List<ConsumerRecord<String, byte[]>> read() {
        var letters = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.STRIPE_EVENTS_DEAD.title()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var late = Instant.now().plus(PATIENCE);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                if (Instant.now().isAfter(late)) {
                    throw new KafkaException(
                            "the topic could not be read to its end in " + PATIENCE.toSeconds() + " s");
                }
                consumer.poll(Duration.ofMillis(500)).forEach(letters::add);
            }
        }
        letters.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return letters;
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(CreateTopics.settings(servers(), environment));
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        return settings;
    }

    private String servers() {
        return environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092");
    }

    private int missing(String place) {
        return verdict(1, "dead-letters: there is none at " + place + "; list names their places");
    }

    private int verdict(int status, String line) {
        out.println(line);
        return status;
    }

    private static String place(ConsumerRecord<String, byte[]> letter) {
        return letter.partition() + "/" + letter.offset();
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        var found = letter.headers().lastHeader(name);
        return found == null ? "-" : text(found.value());
    }

    // A terminal obeys control characters, and this is what nobody could read.
    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8).replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "?");
    }
}
