package shop.handover.sandbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.handover.sandbox.machine.Certificate;

/// The containers' gateway with a certificate, and with the files to send by itself. Skipped where there is no nginx.
@DisplayNameGeneration(ReplaceUnderscores.class)
class NginxDoorsTest {

    private static final String FILE = "0123456789".repeat(1_000);

    @TempDir
    private static Path folder;

    private static KeyStore store;
    private static Backend services;
    private static Nginx nginx;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Nginx.program().isPresent(), "there is no nginx here; apt-get install nginx-light");
        store = certificate(folder);
        Files.writeString(Files.createDirectories(folder.resolve("files")).resolve("a book.pdf"), FILE);
        services = new Backend(NginxDoorsTest::answer);
        nginx = Nginx.start(
                Path.of("../deploy/gateway"),
                "tls.conf",
                Map.of("/etc/nginx/tls", folder, "/srv/files", folder.resolve("files")),
                Map.of(
                        Upstream.CHECKOUT, services.uri(),
                        Upstream.WEBHOOK, services.uri(),
                        Upstream.DOWNLOAD, services.uri()));
    }

    // As download-service does: leave is given for the one who asked with a good token.
    private static void answer(HttpServerRequest request) {
        if ("good".equals(request.getParam("token"))) {
            request.response()
                    .putHeader("Content-Type", "application/pdf")
                    .putHeader("Content-Disposition", "attachment; filename=\"a book.pdf\"")
                    .putHeader("Cache-Control", "private, no-store")
                    .putHeader("Repr-Digest", "sha-256=:AAAA:")
                    .putHeader("X-Accel-Redirect", "/files/a%20book.pdf");
        }
        request.response().end("hello");
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
            services.close();
        }
    }

    @Test
    void a_service_hears_that_the_buyer_came_by_tls_and_the_browser_that_it_stays_so() throws Exception {
        var answer = get(nginx.tlsUrl() + "/nothing");
        var page = get(nginx.tlsUrl() + "/store");

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(page.body()).isEqualTo("hello");
        assertThat(services.asked.poll().headers().getAll("X-Forwarded-Proto")).containsExactly("https");
    }

    @Test
    void without_tls_there_is_nothing_but_the_way_to_it() throws Exception {
        var answer = get("http://localhost:" + nginx.port() + "/store?lang=de");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location")).contains("https://localhost/store?lang=de");
    }

    @Test
    void what_is_no_longer_safe_is_not_spoken() {
        assertThatThrownBy(() -> get(client("TLSv1.1"), nginx.tlsUrl() + "/store"))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void a_file_that_a_service_gives_leave_for_is_sent_by_nginx_and_in_parts() throws Exception {
        var whole = get(nginx.tlsUrl() + "/api/download?token=good");
        var part = client("TLSv1.3")
                .send(
                        request(nginx.tlsUrl() + "/api/download?token=good")
                                .header("Range", "bytes=5-14")
                                .build(),
                        BodyHandlers.ofString());

        assertThat(whole.body()).isEqualTo(FILE);
        assertThat(whole.headers().map())
                .containsEntry("content-disposition", List.of("attachment; filename=\"a book.pdf\""))
                .containsEntry("content-type", List.of("application/pdf"))
                .containsEntry("cache-control", List.of("private, no-store"))
                .containsEntry("repr-digest", List.of("sha-256=:AAAA:"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("strict-transport-security", List.of("max-age=31536000"))
                .doesNotContainKey("x-accel-redirect");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("5678901234");
    }

    @Test
    void nobody_comes_to_the_files_by_himself() throws Exception {
        for (var path :
                List.of("/files/a%20book.pdf", "/files/", "/%66iles/a%20book.pdf", "/store/../files/a%20book.pdf")) {
            var answer = get(nginx.tlsUrl() + path);

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).doesNotContain("0123456789");
        }
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return get(client("TLSv1.3"), address);
    }

    private static HttpResponse<String> get(HttpClient client, String address) throws Exception {
        return client.send(request(address).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60));
    }

    private static HttpClient client(String protocol) throws Exception {
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        var parameters = new SSLParameters();
        parameters.setProtocols(new String[] {protocol});
        return HttpClient.newBuilder()
                .sslContext(context)
                .sslParameters(parameters)
                .build();
    }

    // nginx reads the two PEM files, the client trusts what stands in the store.
    private static KeyStore certificate(Path into) throws Exception {
        var certificate = Certificate.make(into, "dns:localhost");
        var password = certificate.password().toCharArray();
        var store = KeyStore.getInstance(certificate.keystore().toFile(), password);
        pem(
                into.resolve("tls.key"),
                "PRIVATE KEY",
                store.getKey("server", password).getEncoded());
        Files.copy(certificate.authority(), into.resolve("tls.crt"));
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", store.getCertificate("server"));
        return trusted;
    }

    private static void pem(Path file, String what, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                        .formatted(
                                what, Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(content)));
    }
}
