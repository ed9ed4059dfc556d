package shop.handover.torture;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What a run does again and again until it ends.
final class Rounds implements AutoCloseable {

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean over;

    @FunctionalInterface
    interface Step {
        void take() throws InterruptedException;
    }

    void every(Duration pause, Step step) {
        Thread.ofVirtual().start(() -> {
            try {
                while (!over) {
                    step.take();
                    Thread.sleep(pause);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /// What ended a round early; empty while all go on.
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public void close() {
        over = true;
    }
}
