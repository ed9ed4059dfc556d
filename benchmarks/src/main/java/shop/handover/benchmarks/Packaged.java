package shop.handover.benchmarks;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A service as `./handover up` built it and starts it.
final class Packaged {

    private static final List<String> OPTIONS = List.of(
            "-Xms40m",
            "-Xmx192m",
            "-XX:MinHeapFreeRatio=15",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xss512k",
            "-XX:TrimNativeHeapInterval=10000",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private Packaged() {}

    /// The command that starts it, with the house's own options.
    ///
    /// @param service `webhook`, `download`, …
    /// @throws IllegalArgumentException where it is not built
    static List<String> command(String service) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        // Handing out files is the system's work.
        if (service.equals("download")) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-jar", jar(service).toString()));
        return command;
    }

    private static Path jar(String service) {
        try {
            var here = Path.of(Packaged.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            var jar = here.resolve("../../../" + service + "-service/target/quarkus-app/quarkus-run.jar")
                    .normalize();
            if (!Files.exists(jar)) {
                throw new IllegalArgumentException(service + "-service is not built; ./handover up builds it");
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
