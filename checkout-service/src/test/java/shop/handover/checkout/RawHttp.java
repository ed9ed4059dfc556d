package shop.handover.checkout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/// Requests to the letter, for headers and bodies that no client library would send.
public final class RawHttp {

    private RawHttp() {}

    /// Sends and reads until the other side closes; ten seconds at most.
    public static String send(URI service, String request) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
