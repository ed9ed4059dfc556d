package shop.handover.download.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.download.House;
import shop.handover.download.Shop;
import shop.handover.download.StripeDouble;

/// Clients who take their time, break off or say nothing at all. The idle time-out of this house is two seconds.
@QuarkusTest
@WithTestResource(House.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SlowClientsTest {

    private static final Duration LONGER_THAN_IDLE = Duration.ofSeconds(7);
    private static final Duration A_WHILE = Duration.ofSeconds(60);
    private static final int LEEWAY = 10;

    StripeDouble stripe;
    Shop shop;

    @TestHTTPResource
    URI url;

    @TestHTTPResource(tls = true)
    URI secure;

    // https://github.com/eclipse-vertx/vert.x/issues/1720 and pull requests 5627 to 5629
    @Test
    void over_tls_too_a_reader_slower_than_the_idle_time_out_is_not_cut_off() throws Exception {
        try (var plain = narrow(secure);
                var socket = trusting().getSocketFactory().createSocket(plain, "127.0.0.1", secure.getPort(), true)) {
            ask(socket, "big.bin");

            assertThat(slowly(socket.getInputStream())).isEqualTo(Shop.sha256(shop.bytes("big.bin")));
        }
    }

    @Test
    void while_hundreds_read_slowly_or_never_finish_asking_others_download() throws Exception {
        var slow = new ArrayList<Closeable>();
        try {
            for (var i = 0; i < 500; i++) {
                var reader = narrow(url);
                slow.add(reader);
                ask(reader, "big.bin");
            }
            for (var i = 0; i < 200; i++) {
                var loris = narrow(url);
                slow.add(loris);
                loris.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: shop\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            }

            for (var i = 0; i < 5; i++) {
                try (var quick = new Socket(url.getHost(), url.getPort())) {
                    ask(quick, "big.bin");

                    assertThat(digest(quick.getInputStream(), Duration.ZERO))
                            .isEqualTo(Shop.sha256(shop.bytes("big.bin")));
                }
            }
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whoever_breaks_off_or_half_closes_leaves_no_descriptor_behind() throws Exception {
        ask("notes.txt");
        var before = descriptors();

        for (var i = 0; i < 300; i++) {
            try (var socket = narrow(url)) {
                ask(socket, "big.bin");
                switch (i % 3) {
                    case 0 -> socket.getInputStream().readNBytes(10_000);
                    case 1 -> socket.shutdownOutput();
                    default -> socket.shutdownInput();
                }
                socket.setSoLinger(i % 2 == 0, 0);
            }
        }

        await().atMost(A_WHILE).until(() -> descriptors() <= before + LEEWAY);
    }

    private void ask(String file) throws IOException {
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            ask(socket, file);
            socket.getInputStream().read();
        }
    }

    private void ask(Socket socket, String file) throws IOException {
        socket.getOutputStream()
                .write(("GET /api/download?token=" + Shop.token(checkout(), "handbook") + "&file=" + file
                                + " HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private String checkout;

    private String checkout() {
        if (checkout == null) {
            checkout = stripe.paid("handbook");
        }
        return checkout;
    }

    private static Socket narrow(URI server) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress("127.0.0.1", server.getPort()));
        return socket;
    }

    private static String slowly(InputStream in) throws IOException {
        return digest(in, LONGER_THAN_IDLE);
    }

    // Of the body; for a while only now and then a little is taken.
    private static String digest(InputStream in, Duration slow) throws IOException {
        var digest = sha256();
        var chunk = new byte[64 * 1024];
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        var begun = System.nanoTime();
        for (var read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            digest.update(chunk, 0, read);
            if (System.nanoTime() - begun < slow.toNanos()) {
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int descriptors() {
        var open = new File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }

    // The house's certificate is made for the test alone.
    private static SSLContext trusting() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anyone()}, null);
        return context;
    }

    private static final class Anyone implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return List.<X509Certificate>of().toArray(X509Certificate[]::new);
        }
    }
}
