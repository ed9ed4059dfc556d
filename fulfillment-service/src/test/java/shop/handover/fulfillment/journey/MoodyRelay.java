package shop.handover.fulfillment.journey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Stands before the relay and is in whatever mood a test wants: passes everything on, hangs up, rejects every
/// recipient, asks to come back later, or takes the letter and falls silent.
final class MoodyRelay implements AutoCloseable {

    enum Mood {
        FRIENDLY,
        HANGS_UP,
        REJECTS,
        GREYLISTS,
        FALLS_SILENT
    }

    private final ServerSocket door;
    private final int usual;
    private volatile int behind;
    private volatile Mood mood = Mood.FRIENDLY;

    MoodyRelay(int behind) {
        this.usual = behind;
        this.behind = behind;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::serve);
    }

    int port() {
        return door.getLocalPort();
    }

    /// Passes on to another relay.
    void standBefore(int port) {
        behind = port;
    }

    /// Passes on to the relay it was made for.
    void standBack() {
        behind = usual;
    }

    void be(Mood other) {
        mood = other;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            switch (mood) {
                case FRIENDLY -> pass(client);
                case HANGS_UP -> client.setSoLinger(true, 0);
                case REJECTS -> talk(client, "550 no such user");
                case GREYLISTS -> talk(client, "451 come back later");
                case FALLS_SILENT -> talk(client, "250 ok");
            }
        } catch (IOException e) {
            // The other side is gone; so is the conversation.
        }
    }

    private void pass(Socket client) throws IOException {
        try (var server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            var answers = Thread.startVirtualThread(() -> pump(server, client));
            pump(client, server);
            answers.interrupt();
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // Either side hung up.
        }
    }

    private static void talk(Socket client, String toRecipients) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        say(client, "220 moody");
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("RCPT")) {
                say(client, toRecipients);
            } else if (line.startsWith("DATA")) {
                say(client, "354 go on");
                while (line != null) {
                    line = lines.readLine();
                }
                return;
            } else {
                say(client, line.startsWith("QUIT") ? "221 bye" : "250 ok");
            }
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
        client.getOutputStream().flush();
    }
}
