package shop.handover.torture.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.sandbox.machine.Ports;

/// Against a server that sends back whatever it hears.
@DisplayNameGeneration(ReplaceUnderscores.class)
class FaultProxyTest {

    private ServerSocket echo;
    private FaultProxy link;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        link = new FaultProxy(Ports.free(), echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        echo.close();
    }

    @Test
    void bytes_pass_both_ways_where_nothing_is_wrong() throws IOException {
        try (var client = connect()) {
            assertThat(exchange(client, 100_000)).isEqualTo(100_000);
        }
    }

    @Test
    void refused_clients_find_nobody_and_later_somebody() throws IOException {
        link.strike(Trouble.REFUSE);
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);

        link.calm();

        try (var client = connect()) {
            assertThat(exchange(client, 10)).isEqualTo(10);
        }
    }

    @Test
    void what_fell_into_a_black_hole_comes_out_afterwards() throws Exception {
        try (var client = connect()) {
            link.strike(Trouble.BLACKHOLE);
            client.getOutputStream().write(new byte[10]);
            client.setSoTimeout(300);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            link.calm();

            client.setSoTimeout(20_000);
            assertThat(client.getInputStream().readNBytes(10)).hasSize(10);
        }
    }

    @Test
    void a_reset_ends_connections_and_lets_new_ones_pass() throws IOException {
        try (var client = connect()) {
            exchange(client, 10);
            link.strike(Trouble.RESET);
            assertThatThrownBy(() -> {
                        client.getInputStream().read();
                        client.getOutputStream().write(new byte[10]);
                        client.getInputStream().read();
                        throw new IOException("the connection ended without a reset");
                    })
                    .isInstanceOf(IOException.class);
        }
        try (var client = connect()) {
            assertThat(exchange(client, 10)).isEqualTo(10);
        }
    }

    @Test
    void a_half_closed_connection_has_no_way_back() throws IOException {
        try (var client = connect()) {
            exchange(client, 10);
            link.strike(Trouble.HALF_CLOSE);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void requests_and_answers_are_cut_after_so_many_bytes() throws IOException {
        link.strike(Trouble.CUT_REQUESTS);
        try (var client = connect()) {
            assertThat(exchange(client, 10_000)).isLessThanOrEqualTo(700);
        }
        link.strike(Trouble.CUT_ANSWERS);
        try (var client = connect()) {
            assertThat(exchange(client, 10_000)).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void requests_are_counted() throws IOException {
        try (var client = connect()) {
            var request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            client.getOutputStream().write(request);
            client.getInputStream().readNBytes(request.length);
        }
        assertThat(link.requests()).isEqualTo(1);
        assertThat(link.connections()).isEqualTo(1);
    }

    private Socket connect() throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), link.port());
        client.setSoTimeout(20_000);
        return client;
    }

    // How many bytes come back until all have or the connection ends.
    private static int exchange(Socket client, int bytes) {
        var sending = CompletableFuture.runAsync(() -> {
            try {
                client.getOutputStream().write(new byte[bytes]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        var back = 0;
        try {
            while (back < bytes && client.getInputStream().read() >= 0) {
                back++;
            }
        } catch (IOException _) {
            // Cut.
        }
        sending.exceptionally(_ -> null).orTimeout(20, TimeUnit.SECONDS).join();
        return back;
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                var client = echo.accept();
                Thread.ofVirtual().start(() -> {
                    try (client) {
                        client.getInputStream().transferTo(client.getOutputStream());
                    } catch (IOException _) {
                        // The link was struck.
                    }
                });
            } catch (IOException _) {
                // The test is over.
            }
        }
    }
}
