package shop.handover.sandbox.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import shop.handover.sandbox.machine.Folders;
import shop.handover.sandbox.machine.Ports;

/// The machine's own nginx with the very files the containers run it with, but for ports, addresses and folders.
public final class Nginx implements AutoCloseable {

    private static final List<String> MOUNTS = List.of("/etc/nginx/tls", "/srv/files");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path folder;
    private final int port;
    private final int tlsPort;

    private Nginx(Process process, Path folder, int port, int tlsPort) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /// Where nginx is installed; nowhere on many laptops.
    public static Optional<Path> program() {
        return Stream.of("/usr/sbin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Starts it on free ports of this machine; returns when it listens.
    ///
    /// @param files the folder `deploy/gateway`
    /// @param conf `plain.conf`, or `tls.conf`, which wants a certificate
    /// @param mounted folders of this machine by their place in the container: `/etc/nginx/tls`, `/srv/files`
    /// @throws IllegalStateException where it does not start, with what it said
    public static Nginx start(Path files, String conf, Map<String, Path> mounted, Map<Upstream, URI> services) {
        Path folder = Folders.temporary("nginx");
        int port = Ports.free();
        int tlsPort = Ports.free();
        Map<String, String> here = new LinkedHashMap<>();
        here.put("listen 8080", "listen 127.0.0.1:" + port);
        here.put("listen 8443", "listen 127.0.0.1:" + tlsPort);
        here.put("/tmp/", folder + "/");
        for (String place : MOUNTS) {
            here.put(place, mounted.getOrDefault(place, Path.of("/nowhere")).toString());
        }
        here.put("/dev/stdout", folder.resolve("access.log").toString());
        here.put("http://checkout-service:8081", services.get(Upstream.CHECKOUT).toString());
        here.put("http://webhook-service:8082", services.get(Upstream.WEBHOOK).toString());
        here.put("http://download-service:8084", services.get(Upstream.DOWNLOAD).toString());
        try {
            copy(files, folder, here);
            Process process = new ProcessBuilder(
                            program().orElseThrow().toString(), "-p", folder + "/", "-c", conf, "-g", directives())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start();
            var nginx = new Nginx(process, folder, port, tlsPort);
            nginx.awaitPort();
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start nginx from " + files, e);
        }
    }

    // As root, its workers would be another user, who may not read a temporary folder of ours.
    private static String directives() {
        return "root".equals(System.getProperty("user.name")) ? "daemon off; user root;" : "daemon off;";
    }

    // Each of these stands somewhere in the files; one that does not would leave nginx on a port or a path not ours.
    private static void copy(Path files, Path folder, Map<String, String> here) throws IOException {
        try (Stream<Path> paths = Files.walk(files)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                for (var change : here.entrySet()) {
                    text = text.replace(change.getKey(), change.getValue());
                }
                Path target = folder.resolve(files.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(target, text);
            }
        }
    }

    private void awaitPort() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!listens()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                process.destroyForcibly();
                throw new IllegalStateException("nginx did not start: " + Folders.tail(folder.resolve("said")));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public String tlsUrl() {
        return "https://localhost:" + tlsPort;
    }

    /// What it has noted of the requests it served.
    public String log() {
        try {
            return Files.readString(folder.resolve("access.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        Folders.deleteQuietly(folder);
    }
}
