package shop.handover.fulfillment.smtp;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.mail.MailClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import shop.handover.fulfillment.config.FulfillmentConfig;

/// Connections to the relay, one a letter. A relay that falls silent keeps its connection; the client that Quarkus
/// makes of these same settings sets no limit to that, and once as many are silent as it may open, no letter leaves any
/// more until the process is started again. Here a connection on which nothing was said for a while is closed.
@ApplicationScoped
class Relay {

    // Whoever waits for the answer has given up by then: the closing tells nobody that the letter was not taken.
    private static final Duration AFTER_ALL_PATIENCE = Duration.ofSeconds(2);

    private final MailClient client;

    Relay(
            Vertx vertx,
            FulfillmentConfig config,
            TlsConfigurationRegistry tls,
            @ConfigProperty(name = "quarkus.mailer.host") String host,
            @ConfigProperty(name = "quarkus.mailer.port") int port,
            @ConfigProperty(name = "quarkus.mailer.max-pool-size") int connections,
            @ConfigProperty(name = "quarkus.mailer.start-tls") StartTLSOptions startTls,
            @ConfigProperty(name = "quarkus.mailer.tls-configuration-name") Optional<String> tlsName,
            @ConfigProperty(name = "quarkus.mailer.login") LoginOption login,
            @ConfigProperty(name = "quarkus.mailer.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.mailer.password") Optional<String> password) {
        var silence = config.mail().patience().plus(AFTER_ALL_PATIENCE);
        var settings = new MailConfig()
                .setHostname(host)
                .setPort(port)
                .setMaxPoolSize(connections)
                .setKeepAlive(false)
                .setStarttls(startTls)
                .setLogin(login)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(silence.toMillis()))
                .setConnectTimeout(Math.toIntExact(silence.toMillis()));
        user.ifPresent(settings::setUsername);
        password.ifPresent(settings::setPassword);
        TlsConfiguration.from(tls, tlsName)
                .map(TlsConfiguration::getTrustStoreOptions)
                .ifPresent(settings::setTrustOptions);
        this.client = MailClient.create(vertx, settings);
    }

    /// Hands a message over. Fails with what the relay answered; never ends while the relay is silent, and where a
    /// connection was closed for that, fails a moment after [FulfillmentConfig.Mail#patience].
    Uni<Void> send(MailMessage message) {
        return client.sendMail(message).replaceWithVoid();
    }

    @PreDestroy
    void close() {
        client.closeAndForget();
    }
}
