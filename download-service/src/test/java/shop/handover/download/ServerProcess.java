package shop.handover.download;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A real server in a process of its own, which listens on a port of this machine.
public final class ServerProcess implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;
    private final int port;

    private ServerProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /// Starts it and waits until it listens. It ends with this JVM at the latest.
    ///
    /// @throws IllegalStateException where it ends before that
    public static ServerProcess start(int port, Path log, String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var server = new ServerProcess(process, log, port);
        await().atMost(SOON).until(server::answers);
        return server;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("it has ended, status " + process.exitValue() + ": see " + log);
        }
        try (var _ = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
