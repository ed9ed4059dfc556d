package shop.handover.sandbox.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server in a JVM of its own, so that it can be killed alone and shares neither class loader nor log with
/// the tests that use it. It is known by its folder: `pid`, `ready` and `log` lie there.
public record ChildJvm(Path folder) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// Starts the class's `main` on this JVM's class path and waits until it has said that it is ready.
    ///
    /// @throws IllegalStateException where it ends or is not ready within five minutes, with its last words
    public void start(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.class=" + QuietLog.class.getName(),
                "-cp",
                System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(arguments);
        try {
            Files.deleteIfExists(ready());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            Files.writeString(folder.resolve("pid"), String.valueOf(process.pid()));
            awaitReady(process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + main.getName(), e);
        }
    }

    private void awaitReady(Process process) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!Files.exists(ready())) {
            if (ended(process.toHandle(), Duration.ofMillis(50))
                    || Instant.now().isAfter(deadline)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server in " + folder + " did not start:\n" + Folders.tail(log()));
            }
        }
    }

    /// Ends it with the signal TERM and waits; with KILL after 20 seconds. Nothing happens where it has ended.
    public void stop() {
        process().ifPresent(process -> {
            process.destroy();
            if (!ended(process, Duration.ofSeconds(20))) {
                process.destroyForcibly();
                ended(process, PATIENCE);
            }
        });
    }

    /// Ends it with the signal KILL: no goodbye, no flush. Returns when it is gone.
    public void kill() {
        process().ifPresent(process -> {
            process.destroyForcibly();
            ended(process, PATIENCE);
        });
    }

    private Optional<ProcessHandle> process() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("pid"))));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean ended(ProcessHandle process, Duration within) {
        try {
            process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("interrupted while waiting for process " + process.pid(), e);
        }
    }

    /// Said by the child itself, once it serves.
    public void sayReady() {
        try {
            Files.writeString(ready(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Said by the child itself: when the process that started it is gone, however it went, the child goes too,
    /// and takes its folder along.
    public void endWith(long parent) {
        ProcessHandle.of(parent)
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .thenRun(this::vanish);
    }

    // The server still writes while its folder is deleted, so a first try may find new files.
    private void vanish() {
        try {
            for (int tries = 0; tries < 5 && Files.exists(folder); tries++) {
                Folders.deleteQuietly(folder);
            }
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private Path ready() {
        return folder.resolve("ready");
    }

    private Path log() {
        return folder.resolve("log");
    }
}
