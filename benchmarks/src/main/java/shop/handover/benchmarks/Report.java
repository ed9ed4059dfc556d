package shop.handover.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// What a benchmark says: the machine first, then a line a figure, fit to be pasted into a README.
public final class Report {

    private final PrintStream out;

    public Report(PrintStream out) {
        this.out = out;
    }

    /// The machine and how busy it is: a figure from a busy one is worth little.
    public void machine() {
        line(
                "machine",
                "%s, %d cores, load average %s, Java %s, %s",
                firstOf("/proc/cpuinfo", "model name").replaceAll(".*: *", ""),
                Runtime.getRuntime().availableProcessors(),
                firstOf("/proc/loadavg", "").replaceAll(" .*", ""),
                Runtime.version(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /// One figure with its name.
    public void line(String name, String format, Object... values) {
        out.printf("  %-22s %s%n", name, String.format(Locale.ROOT, format, values));
    }

    /// What a process spent on a sample, per answer.
    public void cost(String name, Duration cpu, Sample sample) {
        line(
                name,
                "%.3f CPU-ms per request, %.0f %% of a core",
                cpu.toNanos() / 1e6 / Math.max(1, sample.answers()),
                100.0 * cpu.toNanos() / sample.took().toNanos());
    }

    private static String firstOf(String file, String beginning) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(beginning)).findFirst().orElse("unknown");
        } catch (IOException _) {
            return "unknown";
        }
    }
}
