package shop.handover.kit.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Whether a server answers 200, for a container without a shell and without curl: exit status 0, else 1 within four
/// seconds. A bare socket, since it runs every few seconds and an HTTP client would cost more than the question.
public final class Health {

    private static final int PATIENCE_MILLIS = 2_000;

    private Health() {}

    /// @param arguments one `http://host:port/path`
    public static void main(String[] arguments) {
        System.exit(arguments.length == 1 && answers(URI.create(arguments[0])) ? 0 : 1);
    }

    static boolean answers(URI asked) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(asked.getHost(), asked.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var request = "GET " + asked.getRawPath() + " HTTP/1.1\r\nHost: " + asked.getAuthority()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
            var line = new BufferedReader(answer).readLine();
            return line != null && line.startsWith("HTTP/1.1 200 ");
        } catch (IOException e) {
            System.out.println(asked + ": " + e.getMessage());
            return false;
        }
    }
}
