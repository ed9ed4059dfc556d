package shop.handover.fulfillment.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.StartTLSOptions;
import io.vertx.mutiny.core.Vertx;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import shop.handover.fulfillment.config.FulfillmentConfig;
import shop.handover.fulfillment.mail.Letter;
import shop.handover.fulfillment.mail.Mailbox.Answer;
import shop.handover.sandbox.machine.Certificate;

/// A relay as a shop rents one: it wants STARTTLS, a name and a password. Neither of them, and no letter, is told to
/// who
/// only says that he is the relay.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RelayLoginTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Letter LETTER = new Letter(
            "one@shop.example",
            new Letter.Sender("A Shop", "shop@shop.example"),
            "buyer@example.com",
            "shop@shop.example",
            "Your files",
            "Here they are.",
            "<p>Here they are.</p>");

    private final Vertx vertx = Vertx.vertx();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private volatile String password = "right";
    private SMTPServer server;

    @TempDir
    private static Path folder;

    private static Certificate certificate;

    @BeforeAll
    static void a_certificate_of_the_relay() {
        certificate = Certificate.make(folder, "dns:localhost");
    }

    @AfterEach
    void all_of_it_ends() {
        server.stop();
        vertx.closeAndAwait();
    }

    @Test
    void a_letter_leaves_encrypted_and_with_the_name_and_password() throws Exception {
        start(certificate);

        assertThat(post(Optional.of(certificate), "right")).isInstanceOf(Answer.Accepted.class);

        assertThat(logins).containsExactly("seller right");
        assertThat(letters).singleElement().asString().contains("To: buyer@example.com");
    }

    @Test
    void a_wrong_password_is_not_the_letters_fault_and_the_right_one_is_taken_later() throws Exception {
        start(certificate);
        password = "rotated";

        assertThat(post(Optional.of(certificate), "right")).isInstanceOf(Answer.NotNow.class);
        assertThat(post(Optional.of(certificate), "rotated")).isInstanceOf(Answer.Accepted.class);

        assertThat(letters).hasSize(1);
    }

    @Test
    void who_bears_another_name_is_told_nothing() throws Exception {
        var another = Certificate.make(Files.createDirectory(folder.resolve("another")), "dns:relay.elsewhere.example");
        start(another);

        nothingIsTold(Optional.of(another));
    }

    @Test
    void whom_nobody_vouches_for_is_told_nothing() throws Exception {
        start(certificate);

        nothingIsTold(Optional.empty());
    }

    @Test
    void who_speaks_no_tls_is_told_nothing() throws Exception {
        server = relay().build();
        server.start();

        nothingIsTold(Optional.empty());
    }

    private void nothingIsTold(Optional<Certificate> trusted) {
        assertThat(post(trusted, "right")).isInstanceOf(Answer.NotNow.class);

        assertThat(logins).isEmpty();
        assertThat(letters).isEmpty();
    }

    private SMTPServer.Builder relay() {
        return SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, given, _) -> {
                    logins.add(user + " " + given);
                    if (!given.equals(password)) {
                        throw new LoginFailedException();
                    }
                }))
                .messageHandler((_, _, _, data) -> letters.add(new String(data)));
    }

    private void start(Certificate certificate) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        var secret = certificate.password().toCharArray();
        keys.init(KeyStore.getInstance(certificate.keystore().toFile(), secret), secret);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        server = relay().enableTLS().requireTLS().startTlsSocketFactory(tls).build();
        server.start();
    }

    private Answer post(Optional<Certificate> trusted, String given) {
        var registry = new Registry(new HashMap<>());
        trusted.ifPresent(certificate -> registry.register("relay", trusting(certificate)));
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(FulfillmentConfig.class)
                .withDefaultValues(Map.of(
                        "handover.fulfillment.public-url", "https://shop.example",
                        "handover.fulfillment.catalog-path", "catalog.yaml",
                        "handover.fulfillment.database-url", "postgresql://localhost/handover",
                        "handover.fulfillment.link-keys", "none",
                        "handover.fulfillment.stripe.secret-key", "none",
                        "handover.fulfillment.stripe.webhook-secrets", "none"))
                .build()
                .getConfigMapping(FulfillmentConfig.class);
        var relay = new Relay(
                vertx,
                config,
                registry,
                "localhost",
                server.getPortAllocated(),
                4,
                StartTLSOptions.REQUIRED,
                trusted.map(_ -> "relay"),
                LoginOption.REQUIRED,
                Optional.of("seller"),
                Optional.of(given));
        try {
            return new SmtpMailbox(
                            relay, new Doorbell("localhost", server.getPortAllocated()), vertx.getDelegate(), config)
                    .post(LETTER)
                    .await()
                    .atMost(SOON);
        } finally {
            relay.close();
        }
    }

    private static TlsConfiguration trusting(Certificate certificate) {
        return new BaseTlsConfiguration() {
            @Override
            public TrustOptions getTrustStoreOptions() {
                return new PemTrustOptions().addCertPath(certificate.authority().toString());
            }
        };
    }

    /// What Quarkus keeps for a service; none is the default, so that Java's own authorities are trusted.
    private record Registry(Map<String, TlsConfiguration> known) implements TlsConfigurationRegistry {

        @Override
        public Optional<TlsConfiguration> get(String name) {
            return Optional.ofNullable(known.get(name));
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return Optional.empty();
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            known.put(name, configuration);
        }
    }
}
