package shop.handover.sandbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import shop.handover.sandbox.machine.Folders;

/// One PostgreSQL server and its data, all under one folder, run as a daemon by PostgreSQL's own `pg_ctl`.
/// It outlives the JVM that started it, survives a kill, and may be started again on another port.
public final class Cluster {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final Path programs;
    private final Database database;
    private final boolean lasting;

    /// @param lasting whether commits must survive a power cut; tests do without, for speed
    public Cluster(Path folder, Path programsUnder, int port, String password, boolean lasting) {
        this.folder = folder.toAbsolutePath();
        this.programs = Binaries.unpackedUnder(programsUnder.toAbsolutePath());
        this.database = new Database("127.0.0.1", port, "handover", "handover", password);
        this.lasting = lasting;
    }

    /// Initialises the data where there is none, starts the server where it does not run, and creates the
    /// database `handover` where it is missing. Ready when this returns.
    ///
    /// @throws IllegalStateException where it does not start; the message holds the server's last words
    public Database start() {
        if (!Files.exists(data())) {
            initialise();
        }
        if (!isRunning()) {
            launch();
        }
        Databases.createMissing(database.named("postgres"), database.name());
        return database;
    }

    private void initialise() {
        Path half = folder.resolve("data.new");
        Path password = folder.resolve("password.new");
        try {
            Folders.create(folder);
            Folders.delete(half);
            Files.writeString(password, database.password());
            run(
                    program("initdb"),
                    "-D",
                    half.toString(),
                    "-U",
                    database.user(),
                    "--pwfile=" + password,
                    "-A",
                    "scram-sha-256",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    lasting ? "--sync-method=fsync" : "--no-sync");
            Files.delete(password);
            // Only a whole cluster ever carries the name `data`.
            Files.move(half, data());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot initialise PostgreSQL in " + folder, e);
        }
    }

    private void launch() {
        awaitOrphans();
        String options = "-p " + database.port() + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                + " -c max_connections=200" + (lasting ? "" : " -c fsync=off");
        run(
                program("pg_ctl"),
                "-D",
                data().toString(),
                "-l",
                log().toString(),
                "-w",
                "-t",
                "60",
                "-o",
                options,
                "start");
    }

    // After a kill of the first process its children need a moment to notice; the data is theirs until then.
    private void awaitOrphans() {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (Instant.now().isBefore(deadline)
                && ProcessHandle.allProcesses()
                        .anyMatch(process -> process.isAlive()
                                && process.info()
                                        .command()
                                        .filter(program("postgres")::equals)
                                        .isPresent()
                                && process.parent()
                                        .filter(parent -> parent.pid() == 1)
                                        .isPresent()
                                && servesOurData(process))) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean servesOurData(ProcessHandle process) {
        try {
            return Files.isSameFile(Path.of("/proc", String.valueOf(process.pid()), "cwd"), data());
        } catch (IOException _) {
            return false;
        }
    }

    /// Shuts down, cutting open connections. Repeating it does nothing.
    public void stop() {
        if (isRunning()) {
            run(program("pg_ctl"), "-D", data().toString(), "-m", "fast", "-w", "-t", "60", "stop");
        }
    }

    /// Ends the first process without a goodbye; its children follow by themselves.
    public void kill() {
        pid().flatMap(ProcessHandle::of).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        });
        awaitOrphans();
    }

    public boolean isRunning() {
        return pid().flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(this::servesOurData)
                .isPresent();
    }

    private Optional<Long> pid() {
        try {
            return Files.readAllLines(data().resolve("postmaster.pid")).stream()
                    .findFirst()
                    .map(Long::parseLong);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private void run(String... command) {
        List<String> line = new ArrayList<>(asOrdinaryUser());
        line.addAll(Arrays.asList(command));
        try {
            Folders.create(folder);
            // A log file, not a pipe: the daemon inherits it, and a pipe would never see its end.
            Path said = folder.resolve("command.log");
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("PostgreSQL in " + folder + ", " + command[0] + " failed:\n"
                        + Folders.tail(said) + "\n" + Folders.tail(log()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command[0], e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command[0], e);
        }
    }

    // PostgreSQL refuses to run as root; in a user namespace of its own it does not know that it is.
    private static List<String> asOrdinaryUser() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("log");
    }
}
