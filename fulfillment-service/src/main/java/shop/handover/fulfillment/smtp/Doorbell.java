package shop.handover.fulfillment.smtp;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Asks whether the relay greets who calls. The client of SMTP does not tell how far a conversation came that ended in
/// silence; a relay that does not greet others did not come as far as the letter.
@ApplicationScoped
class Doorbell {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final Executor VIRTUAL =
            task -> Thread.ofVirtual().name("smtp-doorbell").start(task);

    private final String host;
    private final int port;

    Doorbell(
            @ConfigProperty(name = "quarkus.mailer.host") String host,
            @ConfigProperty(name = "quarkus.mailer.port") int port) {
        this.host = host;
        this.port = port;
    }

    /// Whether the relay begins with `2` within ten seconds, as RFC 5321 has a greeting begin (4.2). Never fails.
    Uni<Boolean> greets() {
        return Uni.createFrom().item(this::ring).runSubscriptionOn(VIRTUAL);
    }

    private boolean ring() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket.getInputStream().read() == '2';
        } catch (IOException _) {
            return false;
        }
    }
}
