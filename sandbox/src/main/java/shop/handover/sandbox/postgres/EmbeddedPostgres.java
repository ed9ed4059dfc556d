package shop.handover.sandbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import shop.handover.sandbox.machine.Folders;
import shop.handover.sandbox.machine.Ports;

/// A [Cluster] that lives no longer than the JVM that started it.
record EmbeddedPostgres(Path folder, int port) implements PostgresServer {

    private static final String PASSWORD = "handover";

    static EmbeddedPostgres run() {
        var postgres = new EmbeddedPostgres(Folders.temporary("postgres"), Ports.free());
        postgres.endWithThisJvm();
        postgres.resume();
        return postgres;
    }

    static EmbeddedPostgres parse(String text) {
        String[] parts = text.split(" ", 2);
        return new EmbeddedPostgres(Path.of(parts[1]), Integer.parseInt(parts[0]));
    }

    @Override
    public String toString() {
        return port + " " + folder;
    }

    // A JVM that is killed runs no shutdown hooks, so a shell keeps watch instead.
    private void endWithThisJvm() {
        String watch = """
                while kill -0 "$1" 2>/dev/null && [ -d "$2" ]; do sleep 1; done
                [ -f "$2/data/postmaster.pid" ] && kill -QUIT "$(head -n 1 "$2/data/postmaster.pid")"
                for _ in 1 2 3 4 5; do rm -rf "$2" && exit; sleep 1; done
                """;
        String self = String.valueOf(ProcessHandle.current().pid());
        try {
            new ProcessBuilder("sh", "-c", watch, "watch", self, folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot watch over PostgreSQL in " + folder, e);
        }
    }

    @Override
    public Database database() {
        return new Database("127.0.0.1", port, "handover", "handover", PASSWORD);
    }

    @Override
    public void resume() {
        cluster().start();
    }

    @Override
    public void stop() {
        cluster().stop();
    }

    @Override
    public void kill() {
        cluster().kill();
    }

    @Override
    public void close() {
        kill();
        Folders.delete(folder);
    }

    private Cluster cluster() {
        return new Cluster(folder, Path.of(System.getProperty("java.io.tmpdir")), port, PASSWORD, false);
    }
}
