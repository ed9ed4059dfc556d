package shop.handover.sandbox.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Listens for mail on the loopback address, one virtual thread a conversation.
final class SmtpServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SmtpServer.class.getName());
    private static final int QUIET_MILLIS = 60_000;

    private final ServerSocket door;
    private final Mails mails;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    SmtpServer(String host, int port, Mails mails) {
        this.mails = mails;
        try {
            this.door = new ServerSocket(port, 100, InetAddress.getByName(host));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for mail on port " + port, e);
        }
        Thread.ofVirtual().name("smtp").start(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().name("smtp-conversation").start(() -> talk(client));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    LOG.log(Level.WARNING, "a mail client could not be welcomed", e);
                }
            }
        }
    }

    private void talk(Socket client) {
        open.add(client);
        try (client) {
            client.setSoTimeout(QUIET_MILLIS);
            // Several answers in a row must not wait for the client's word that it has the first.
            client.setTcpNoDelay(true);
            new SmtpConversation(client.getInputStream(), client.getOutputStream(), mails).hold();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a mail client went away", e);
        } finally {
            open.remove(client);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
