package shop.handover.torture.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;

/// How far fulfillment is behind topic `stripe-events`, looked at once a second.
public final class Lag implements AutoCloseable {

    private static final String GROUP = "fulfillment";
    private static final String TOPIC = "stripe-events";

    private final Admin admin;
    private final List<Sample> samples = new ArrayList<>();

    private record Sample(long nanos, long committed, long behind) {}

    /// @param servers where brokers are reached
    public Lag(String servers) {
        this.admin = Admin.create(Map.of(
                "bootstrap.servers", servers,
                "default.api.timeout.ms", 4_000,
                "request.timeout.ms", 2_000,
                "reconnect.backoff.max.ms", 500));
    }

    /// Records not yet behind it; empty while the broker does not say.
    public OptionalLong look() throws InterruptedException {
        try {
            var description = admin.describeTopics(List.of(TOPIC))
                    .allTopicNames()
                    .get(4, TimeUnit.SECONDS)
                    .get(TOPIC);
            var ends = admin.listOffsets(description.partitions().stream()
                            .collect(Collectors.toMap(
                                    info -> new org.apache.kafka.common.TopicPartition(TOPIC, info.partition()),
                                    _ -> OffsetSpec.latest())))
                    .all()
                    .get(4, TimeUnit.SECONDS);
            var committed = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get(4, TimeUnit.SECONDS);
            var end = ends.values().stream().mapToLong(place -> place.offset()).sum();
            var done = ends.keySet().stream()
                    .mapToLong(place -> committed.get(place) == null
                            ? 0
                            : committed.get(place).offset())
                    .sum();
            synchronized (samples) {
                samples.add(new Sample(System.nanoTime(), done, end - done));
            }
            return OptionalLong.of(end - done);
        } catch (ExecutionException | TimeoutException _) {
            return OptionalLong.empty();
        }
    }

    /// The latest that was seen; 0 before the first.
    public long last() {
        synchronized (samples) {
            return samples.isEmpty() ? 0 : samples.getLast().behind();
        }
    }

    /// The largest that was seen.
    public long largest() {
        synchronized (samples) {
            return samples.stream().mapToLong(Sample::behind).max().orElse(0);
        }
    }

    /// Most records a second that were seen to be done between two looks.
    public long fastest() {
        var fastest = 0L;
        synchronized (samples) {
            for (var i = 1; i < samples.size(); i++) {
                var seconds = (samples.get(i).nanos() - samples.get(i - 1).nanos()) / 1e9;
                fastest = Math.max(fastest, (long)
                        ((samples.get(i).committed() - samples.get(i - 1).committed()) / seconds));
            }
        }
        return fastest;
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ofSeconds(2));
    }
}
