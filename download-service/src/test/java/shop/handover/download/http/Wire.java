package shop.handover.download.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// HTTP letter by letter, as no client library would send it.
public final class Wire {

    private static final int PATIENCE_MILLIS = 20_000;

    private Wire() {}

    /// Sends a head and reads until the server closes.
    public static String ask(URI server, String head) throws IOException {
        return say(server, head + "\r\nHost: shop\r\nConnection: close\r\n\r\n");
    }

    /// Sends these very bytes and reads until the server closes.
    static String say(URI server, String bytes) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(rest(socket), StandardCharsets.ISO_8859_1);
        }
    }

    // A server that resets the connection has said all it wants to say.
    private static byte[] rest(Socket socket) throws IOException {
        var heard = new ByteArrayOutputStream();
        var chunk = new byte[8192];
        try {
            for (var read = socket.getInputStream().read(chunk);
                    read >= 0;
                    read = socket.getInputStream().read(chunk)) {
                heard.write(chunk, 0, read);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return heard.toByteArray();
        }
        return heard.toByteArray();
    }

    /// The status of an answer; 0 where there was none.
    public static int status(String answer) {
        return answer.startsWith("HTTP/1.") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }
}
