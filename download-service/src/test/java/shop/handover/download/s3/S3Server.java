package shop.handover.download.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import shop.handover.download.ServerProcess;
import shop.handover.sandbox.machine.Ports;

/// S3Proxy, an S3 server that checks signatures and lets links end, before a folder. A process of its own.
public final class S3Server implements AutoCloseable {

    public static final String KEY_ID = "test-key";
    public static final String SECRET = "test-secret";

    private static final Path JAR = Path.of("target/s3/s3proxy.jar");

    private final ServerProcess server;
    private final Path folder;

    private S3Server(ServerProcess server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /// @param folder buckets are folders in it
    public static S3Server start(Path folder) {
        try {
            var port = Ports.free();
            var settings = Files.writeString(
                    folder.resolveSibling(folder.getFileName() + ".conf"), """
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.authorization=aws-v2-or-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=filesystem-nio2
                    jclouds.identity=x
                    jclouds.credential=x
                    jclouds.filesystem.basedir=%s
                    """.formatted(port, KEY_ID, SECRET, folder));
            return new S3Server(
                    ServerProcess.start(
                            port,
                            folder.resolveSibling(folder.getFileName() + ".log"),
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-Xmx128m",
                            "-DLOG_LEVEL=warn",
                            "-jar",
                            JAR.toString(),
                            "--properties",
                            settings.toString()),
                    folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return server.url();
    }

    public Path bucket(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
