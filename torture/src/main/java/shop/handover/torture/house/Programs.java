package shop.handover.torture.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Programs that do one thing and end.
public final class Programs {

    private static final long PATIENCE_SECONDS = 180;
    private static final int TRIES = 5;

    private Programs() {}

    /// What a program came to.
    ///
    /// @param status 0 where it did what it should
    public record Said(int status, String words) {}

    static Said call(List<String> command, Map<String, String> environment) {
        try {
            var out = Files.createTempFile("handover-torture", ".out");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG"));
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            var said = Files.readString(out, StandardCharsets.UTF_8);
            Files.delete(out);
            return new Said(process.isAlive() ? -1 : process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Runs a command that is safe to repeat, again where a busy machine was too slow for it.
    static void run(List<String> command, Map<String, String> environment, Path log) {
        var said = call(command, environment);
        for (var tries = 1; tries < TRIES && said.status() != 0; tries++) {
            said = call(command, environment);
        }
        try {
            Files.writeString(log, said.words());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (said.status() != 0) {
            throw new IllegalStateException("the house cannot be furnished:\n" + said.words());
        }
    }
}
