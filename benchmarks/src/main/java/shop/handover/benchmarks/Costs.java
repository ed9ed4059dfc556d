package shop.handover.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// What the house's parts spend from now on, in processor time: who spends all there is, bounds the rest.
final class Costs {

    private final House house;
    private final Map<String, Duration> before;
    private final long since = System.nanoTime();

    /// Begins to count.
    Costs(House house) {
        this.house = house;
        this.before = now();
    }

    /// One line a part: what it spent per event, and how much of a core that was.
    void tell(Report report, long events) {
        var took = System.nanoTime() - since;
        now().forEach((part, cpu) -> {
            var spent = cpu.minus(before.getOrDefault(part, Duration.ZERO));
            report.line(
                    part,
                    "%.3f CPU-ms per event, %.0f %% of a core",
                    spent.toNanos() / 1e6 / Math.max(1, events),
                    100.0 * spent.toNanos() / took);
        });
    }

    private Map<String, Duration> now() {
        var parts = new LinkedHashMap<String, Duration>();
        Stream.of("webhook", "kafka", "fulfillment", "outside", "download")
                .forEach(part -> parts.put(part, house.part(part).cpu()));
        parts.put("postgres", postgres());
        return parts;
    }

    // Its work is its children's, one a connection; those that have ended by then are few and small.
    private Duration postgres() {
        var file = Path.of(house.setting("HANDOVER_HOUSE"), "postgres", "data", "postmaster.pid");
        try (var lines = Files.lines(file)) {
            var postmaster = ProcessHandle.of(
                            Long.parseLong(lines.findFirst().orElseThrow().strip()))
                    .orElseThrow(() -> new IllegalArgumentException("postgres does not run"));
            return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
