package shop.handover.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/// An open loop: so many requests a second, however slowly they are answered. A latency counts from when its request
/// was due, so that a server that stalls cannot hide it.
record Pace(int perSecond, Duration time) {

    /// @param call sends one and gives the answer's status; 0 where there was none
    Sample run(IntSupplier call) {
        var statuses = new HashMap<Integer, Long>();
        var nanos = new long[(int) (perSecond * time.toSeconds())];
        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < nanos.length; i++) {
                int mine = i;
                long due = begin + mine * 1_000_000_000L / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
                threads.submit(() -> {
                    int status = call.getAsInt();
                    nanos[mine] = System.nanoTime() - due;
                    note(statuses, status);
                });
            }
        }
        long broken = statuses.getOrDefault(0, 0L);
        statuses.remove(0);
        return Sample.of(statuses, broken, 0, Duration.ofNanos(System.nanoTime() - begin), nanos);
    }

    private static void note(Map<Integer, Long> statuses, int status) {
        synchronized (statuses) {
            statuses.merge(status, 1L, Long::sum);
        }
    }
}
