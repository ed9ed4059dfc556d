package shop.handover.torture.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import shop.handover.sandbox.postgres.Cluster;
import shop.handover.sandbox.postgres.Database;

/// PostgreSQL with all its processes. It keeps the time of every commit, which is what the checker orders by.
final class PostgresWorker implements Worker {

    private final Cluster cluster;
    private final Path pidFile;
    private Database database;
    private boolean ended;

    PostgresWorker(Path folder, Path programs, int port, String password) {
        this.cluster = new Cluster(folder, programs, port, password, true);
        this.pidFile = folder.resolve("data").resolve("postmaster.pid");
    }

    Database database() {
        return database;
    }

    @Override
    public synchronized void start() {
        if (ended) {
            return;
        }
        database = cluster.start();
    }

    /// The first start of all, which sets what only a start can set.
    void startFresh() {
        start();
        try (var connection =
                        java.sql.DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET track_commit_timestamp = on");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException("PostgreSQL refuses a setting", e);
        }
        cluster.stop();
        start();
    }

    @Override
    public boolean serves() {
        return cluster.isRunning();
    }

    @Override
    public synchronized void kill() {
        resume();
        cluster.kill();
        for (var again = true; again; ) {
            LockSupport.parkNanos(PAUSE.toNanos());
            again = !starts();
        }
    }

    private boolean starts() {
        try {
            start();
            return true;
        } catch (IllegalStateException _) {
            // It may have been struck while it came up.
            return false;
        }
    }

    // Never between a kill and the start after it: the orphans of the killed would keep its memory for ever.
    @Override
    public synchronized void stall() {
        process().ifPresent(process -> Signals.send("STOP", process));
    }

    @Override
    public void resume() {
        process().ifPresent(process -> Signals.send("CONT", process));
    }

    @Override
    public synchronized void end() {
        ended = true;
        resume();
        cluster.stop();
    }

    @Override
    public OptionalLong pid() {
        return process().map(process -> OptionalLong.of(process.pid())).orElse(OptionalLong.empty());
    }

    private Optional<ProcessHandle> process() {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst().map(Long::parseLong).flatMap(ProcessHandle::of);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
