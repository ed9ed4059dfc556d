package shop.handover.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// What handing out files costs, beside nginx with the same files in the same run: processor time for a gigabyte, many
/// large downloads at once, the first byte of a known purchase, and what buyers who break off leave behind.
final class DownloadBenchmark implements Benchmark {

    private static final int ROUNDS = 3;
    private static final int PARALLEL = 4;
    // A service runs for weeks: what its compiler does in the first seconds is none of a file's costs.
    private static final int WARM = 20_000;

    /// Opens a connection that fetches one file.
    private interface Source {
        Fetch open() throws IOException;
    }

    @Override
    public String name() {
        return "download";
    }

    @Override
    public String what() {
        return "downloads beside nginx: CPU for a gigabyte, 200 at once, the first byte, 10,000 broken off";
    }

    @Override
    public String usage() {
        return "--gigabytes 2 --parallel 200 --aborted 10000 --seconds 20";
    }

    @Override
    public void run(Words words, Report report) throws Exception {
        var gigabytes = words.number("gigabytes", 2);
        var parallel = words.number("parallel", 200);
        var aborted = words.number("aborted", 10_000);
        var seconds = words.number("seconds", 20);
        words.noMore();
        try (var stand = new DownloadStand()) {
            fetched(() -> stand.fromService("64kb.bin"), WARM);
            cost(stand, "100mb.bin", gigabytes * 10, report);
            cost(stand, "1mb.bin", gigabytes * 1_000, report);
            firstByte("nginx", () -> stand.fromNginx("64kb.bin"), seconds, report);
            firstByte("download-service", () -> stand.fromService("64kb.bin"), seconds, report);
            atOnce(stand, parallel, report);
            brokenOff(stand, aborted, report);
        }
    }

    // Turn and turn about, so that both meet the same machine.
    private static void cost(DownloadStand stand, String file, int times, Report report) throws Exception {
        var ours = new double[ROUNDS];
        var theirs = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            theirs[round] = perGigabyte(stand.nginx(), () -> stand.fromNginx(file), times);
            ours[round] = perGigabyte(stand.service(), () -> stand.fromService(file), times);
        }
        report.line(
                file,
                "%.3f CPU-s per GB, nginx %.3f, ratio %.2f (medians of %d rounds)",
                median(ours),
                median(theirs),
                median(ours) / median(theirs),
                ROUNDS);
    }

    private static double perGigabyte(Watched server, Source source, int times) throws Exception {
        var before = server.cpu();
        var bytes = fetched(source, times);
        return server.cpu().minus(before).toNanos() / 1e9 / (bytes / 1e9);
    }

    private static long fetched(Source source, int times) throws Exception {
        var left = new AtomicInteger(times);
        var bytes = new AtomicLong();
        all(PARALLEL, () -> {
            try (var fetch = source.open()) {
                while (left.decrementAndGet() >= 0) {
                    bytes.addAndGet(fetch.whole(Optional.empty()).bytes());
                }
            }
            return null;
        });
        return bytes.get();
    }

    // At its own pace, whether answers come or not: a late answer does not make the next question late.
    private static void firstByte(String server, Source source, int seconds, Report report) throws Exception {
        var rate = 500;
        var connections = 50;
        var nanos = new long[rate * seconds];
        var next = new AtomicInteger();
        var begun = System.nanoTime();
        all(connections, () -> {
            try (var fetch = source.open()) {
                for (var i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
                    var due = begun + i * 1_000_000_000L / rate;
                    LockSupport.parkNanos(due - System.nanoTime());
                    var late = Math.max(0, System.nanoTime() - due);
                    nanos[i] = late + fetch.whole(Optional.empty()).firstByteNanos();
                }
            }
            return null;
        });
        Arrays.sort(nanos);
        report.line(
                "first byte, 500/s",
                server + ": p50 %.2f ms · p99 %.2f ms · longest %.1f ms",
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }

    private static void atOnce(DownloadStand stand, int parallel, Report report) throws Exception {
        var expected = stand.sha256("100mb.bin");
        var wrong = new AtomicInteger();
        var most = new AtomicLong();
        var done = new AtomicBoolean();
        var watch = Thread.ofPlatform().daemon().start(() -> {
            while (!done.get()) {
                most.accumulateAndGet(stand.service().residentMegabytes(), Math::max);
                LockSupport.parkNanos(100_000_000);
            }
        });
        var begun = System.nanoTime();
        all(parallel, () -> {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var fetch = stand.fromService("100mb.bin")) {
                fetch.whole(Optional.of(digest));
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(expected)) {
                wrong.incrementAndGet();
            }
            return null;
        });
        var took = Duration.ofNanos(System.nanoTime() - begun);
        done.set(true);
        watch.join();
        report.line(
                parallel + " × 100 MB at once",
                "%d digests wrong, at most %d MB resident, %.0f MB/s",
                wrong.get(),
                most.get(),
                parallel * 100.0 / (took.toMillis() / 1e3));
    }

    private static void brokenOff(DownloadStand stand, int times, Report report) throws Exception {
        fetched(() -> stand.fromService("64kb.bin"), 100);
        var before = descriptors(stand.service());
        var threads = entries(stand.service(), "task");
        var left = new AtomicInteger(times);
        all(20, () -> {
            var random = new Random(left.get());
            while (left.decrementAndGet() >= 0) {
                try (var fetch = stand.fromService("100mb.bin")) {
                    fetch.abort(random.nextInt(400_000));
                }
            }
            return null;
        });
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (descriptors(stand.service()) > before && System.nanoTime() < end) {
            LockSupport.parkNanos(100_000_000);
        }
        report.line(
                times + " broken off",
                "descriptors %d before, %d after; threads %d before, %d after; %d MB resident",
                before,
                descriptors(stand.service()),
                threads,
                entries(stand.service(), "task"),
                stand.service().residentMegabytes());
    }

    private static int descriptors(Watched server) throws IOException {
        return entries(server, "fd");
    }

    private static int entries(Watched server, String folder) throws IOException {
        try (var entries = Files.list(Path.of("/proc", String.valueOf(server.pid()), folder))) {
            return (int) entries.count();
        }
    }

    private static void all(int workers, Callable<Void> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(workers)) {
            List<Callable<Void>> same = new ArrayList<>();
            for (var i = 0; i < workers; i++) {
                same.add(work);
            }
            for (var done : threads.invokeAll(same)) {
                done.get();
            }
        }
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
