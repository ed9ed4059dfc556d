package shop.handover.torture.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A relay that takes mails as its mailboxes are minded, and remembers each one it took.
public final class Relay implements AutoCloseable {

    private final ServerSocket door;
    private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();
    private final Set<String> met = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket door) {
        this.door = door;
    }

    /// Listens on a port of this machine.
    public static Relay open(int port) {
        try {
            var relay = new Relay(new ServerSocket(port, 512, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException("the relay cannot listen on " + port, e);
        }
    }

    /// Every mail it took, repeats too, in the order of taking.
    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    void note(Taken mail) {
        taken.add(mail);
    }

    boolean isFirst(String habit, String mailbox) {
        return met.add(habit + " " + mailbox);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException _) {
            // The system takes it back when the run ends.
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException _) {
                // Closed.
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            // Several answers in a row must not wait for the client's word that it has the first.
            client.setTcpNoDelay(true);
            new Dialogue(client, this).hold();
        } catch (IOException _) {
            // The client was cut off; what it had not finished is not taken.
        }
    }
}
