package shop.handover.sandbox.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A certificate that signs itself, made on the spot by the JDK's keytool for two days: no key, not even one for tests,
/// is kept beside the code.
///
/// @param keystore PKCS12 with the key and the certificate, under the alias `server`
/// @param password of both
/// @param authority the certificate as PEM, for who is to trust it
public record Certificate(Path keystore, String password, Path authority) {

    /// @param folder where the two files come to lie; one certificate a folder
    /// @param names the server's, as a certificate has them: `dns:localhost`, `ip:127.0.0.1`
    /// @throws IllegalStateException where keytool will not
    public static Certificate make(Path folder, String... names) {
        var made =
                new Certificate(folder.resolve("certificate.p12"), "for-this-test", folder.resolve("certificate.pem"));
        made.keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=made for a test",
                "-validity",
                "2",
                "-ext",
                Arrays.stream(names).collect(Collectors.joining(",", "san=", "")));
        made.keytool("-exportcert", "-rfc", "-file", made.authority.toString());
        return made;
    }

    private void keytool(String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-alias", "server", "-storetype", "PKCS12", "-keystore", keystore.toString()));
        command.addAll(List.of("-storepass", password));
        try {
            var status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("keytool says no to " + List.of(words));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
