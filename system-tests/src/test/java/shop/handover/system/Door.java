package shop.handover.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import shop.handover.sandbox.machine.Ports;

/// A port of this machine behind which something stands, once it is opened. Before that, nobody answers there.
final class Door implements AutoCloseable {

    private final int port = Ports.free();
    private final int behind;
    private ServerSocket open;

    /// @param behind the port of this machine that it leads to
    Door(int behind) {
        this.behind = behind;
    }

    int port() {
        return port;
    }

    /// Lets everyone through from now on.
    void open() {
        try {
            open = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::welcome);
    }

    private void welcome() {
        while (!open.isClosed()) {
            try {
                var guest = open.accept();
                var house = new Socket(InetAddress.getLoopbackAddress(), behind);
                Thread.ofVirtual().start(() -> carry(guest, house));
                Thread.ofVirtual().start(() -> carry(house, guest));
            } catch (IOException closed) {
                // The loop sees whether the door was shut.
            }
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException broken) {
            // Both ends hear of it: the sockets are closed.
        }
    }

    /// Lets nobody through any more.
    void shut() {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shut();
    }
}
