package shop.handover.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A process whose processor time and memory are looked at from outside. Linux only.
///
/// @param name what the report calls it
public record Watched(String name, long pid) {

    /// All processor time since its start, of all its threads, to the hundredth of a second.
    ///
    /// @throws IllegalStateException where it has ended
    public Duration cpu() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException(name + ", process " + pid + ", does not run"));
    }

    /// Memory it holds of the machine's, in MB.
    public long residentMegabytes() {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
