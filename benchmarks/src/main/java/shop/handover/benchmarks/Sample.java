package shop.handover.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// What a load got back. Latencies are from the request's first byte to the answer's last.
///
/// @param statuses how often each status was answered
/// @param broken requests without an answer: refused, reset, cut
/// @param bytes of the answers' bodies
/// @param took the wall time of it all
/// @param sortedNanos the latency of every answer, ascending
public record Sample(Map<Integer, Long> statuses, long broken, long bytes, Duration took, long... sortedNanos) {

    /// Answers of any status.
    public long answers() {
        return sortedNanos.length;
    }

    public double perSecond() {
        return answers() / (took.toNanos() / 1e9);
    }

    /// The latency that this share of the answers did not exceed.
    ///
    /// @param share from 0 to 1
    public Duration percentile(double share) {
        if (sortedNanos.length == 0) {
            return Duration.ZERO;
        }
        int rank = (int) Math.ceil(share * sortedNanos.length);
        return Duration.ofNanos(sortedNanos[Math.clamp(rank - 1L, 0, sortedNanos.length - 1)]);
    }

    /// One line: rate, latencies, and whatever was not a success.
    public String told() {
        var refused = statuses.entrySet().stream()
                .filter(status -> status.getKey() >= 400)
                .map(status -> ", " + status.getValue() + " × " + status.getKey())
                .reduce("", String::concat);
        return String.format(
                Locale.ROOT,
                "%,.0f/s · p50 %.1f ms · p90 %.1f ms · p99 %.1f ms · longest %.0f ms · %,d answers in %.1f s%s%s",
                perSecond(),
                millis(0.5),
                millis(0.9),
                millis(0.99),
                millis(1),
                answers(),
                took.toMillis() / 1e3,
                refused,
                broken == 0 ? "" : ", " + broken + " without an answer");
    }

    private double millis(double share) {
        return percentile(share).toNanos() / 1e6;
    }

    /// Of latencies in any order.
    static Sample of(Map<Integer, Long> statuses, long broken, long bytes, Duration took, long... nanos) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Sample(Map.copyOf(statuses), broken, bytes, took, sorted);
    }
}
