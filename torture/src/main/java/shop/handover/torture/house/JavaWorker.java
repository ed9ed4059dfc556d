package shop.handover.torture.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A JVM of the house.
final class JavaWorker implements Worker {

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final BooleanSupplier serves;
    private Process process;
    private boolean ended;

    /// @param environment all of it; nothing is inherited but PATH and HOME
    /// @param log appended to over restarts
    JavaWorker(List<String> command, Map<String, String> environment, Path log, BooleanSupplier serves) {
        this.command = command;
        this.environment = environment;
        this.log = log;
        this.serves = serves;
    }

    @Override
    public synchronized void start() {
        if (ended || process != null && process.isAlive()) {
            return;
        }
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG"));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
        process.onExit()
                .thenRunAsync(this::start, CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public boolean serves() {
        return serves.getAsBoolean();
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Override
    public synchronized void stall() {
        if (process != null && process.isAlive()) {
            Signals.send("STOP", process.toHandle());
        }
    }

    @Override
    public synchronized void resume() {
        if (process != null && process.isAlive()) {
            Signals.send("CONT", process.toHandle());
        }
    }

    @Override
    public synchronized void end() {
        ended = true;
        kill();
    }

    @Override
    public synchronized OptionalLong pid() {
        return process != null && process.isAlive() ? OptionalLong.of(process.pid()) : OptionalLong.empty();
    }
}
