package shop.handover.deploy.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A certificate for this machine, made by the JDK's own keytool.
///
/// @param keystore with its key, for a server
/// @param authority who signed it (itself), as PEM for a client
record Certificate(Path keystore, String password, Path authority) {

    static Certificate make(Path folder) throws IOException, InterruptedException {
        var made = new Certificate(folder.resolve("server.p12"), "for-this-test", folder.resolve("ca.crt"));
        made.keytool(List.of(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-validity",
                "2",
                "-ext",
                "san=ip:127.0.0.1"));
        made.keytool(List.of("-exportcert", "-rfc", "-alias", "server", "-file", made.authority.toString()));
        return made;
    }

    private void keytool(List<String> words) throws IOException, InterruptedException {
        var command = Stream.of(
                        List.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        words,
                        List.of("-storetype", "PKCS12", "-keystore", keystore.toString(), "-storepass", password))
                .flatMap(List::stream)
                .toList();
        var status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("keytool says no to " + words);
        }
    }
}
