package shop.handover.fulfillment.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Tells a relay that speaks from one that only takes calls.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DoorbellTest {

    @Test
    void a_relay_that_says_220_greets() throws IOException {
        assertThat(greets("220 mail.example.com ESMTP\r\n")).isTrue();
    }

    @Test
    void a_relay_that_turns_callers_away_does_not() throws IOException {
        assertThat(greets("421 try later\r\n")).isFalse();
    }

    @Test
    void a_relay_that_hangs_up_without_a_word_does_not() throws IOException {
        assertThat(greets("")).isFalse();
    }

    @Test
    void a_relay_that_takes_calls_and_says_nothing_does_not() throws IOException {
        try (var relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ring(relay)).isFalse();
        }
    }

    @Test
    void a_relay_that_is_not_there_does_not() throws IOException {
        int port;
        try (var relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = relay.getLocalPort();
        }

        assertThat(new Doorbell("127.0.0.1", port).greets().await().indefinitely())
                .isFalse();
    }

    private static boolean greets(String words) throws IOException {
        try (var relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var call = relay.accept()) {
                    call.getOutputStream().write(words.getBytes(US_ASCII));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            return ring(relay);
        }
    }

    private static boolean ring(ServerSocket relay) {
        return new Doorbell("127.0.0.1", relay.getLocalPort()).greets().await().indefinitely();
    }
}
