package shop.handover.fulfillment.journey;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import shop.handover.fulfillment.postgres.Migrate;
import shop.handover.kit.event.Topic;
import shop.handover.sandbox.kafka.KafkaServer;
import shop.handover.sandbox.postgres.PostgresServer;
import shop.handover.sandbox.stripe.StripeSandbox;
import shop.handover.sandbox.stripe.StripeSandbox.Options;

/// Everything around the service: a broker, a database and a relay of their own, gone after the tests.
public final class World implements QuarkusTestResourceLifecycleManager {

    static final String CATALOG = "src/test/resources/catalog.yaml";

    private static KafkaServer kafka;
    private static PostgresServer postgres;
    private static GreenMail relay;
    private static MoodyRelay mood;
    private static StripeSandbox sandbox;
    private static StripeDouble stripe;

    static KafkaServer kafka() {
        return kafka;
    }

    static PostgresServer postgres() {
        return postgres;
    }

    static GreenMail relay() {
        return relay;
    }

    static MoodyRelay mood() {
        return mood;
    }

    /// The whole of Stripe, which tells us nothing unless asked: no endpoint is registered.
    static StripeSandbox sandbox() {
        return sandbox;
    }

    static StripeDouble stripe() {
        return stripe;
    }

    @Override
    public Map<String, String> start() {
        // Quarkus calls from a thread of another class loader, where Testcontainers would not find its own parts.
        Thread.currentThread().setContextClassLoader(World.class.getClassLoader());
        kafka = KafkaServer.start();
        Arrays.stream(Topic.values()).forEach(topic -> kafka.createTopic(topic.title(), 3));
        postgres = PostgresServer.start();
        relay = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        relay.start();
        mood = new MoodyRelay(relay.getSmtp().getPort());
        sandbox = StripeSandbox.start(Options.standard());
        stripe = new StripeDouble(sandbox.url());
        return Map.ofEntries(
                Map.entry("PUBLIC_URL", "http://127.0.0.1:8080"),
                Map.entry("CATALOG_PATH", CATALOG),
                Map.entry("DATABASE_URL", runtimeRole()),
                Map.entry("DATABASE_MIGRATE_AT_START", "false"),
                Map.entry("LINK_KEYS", Events.LINK_KEYS),
                Map.entry("STRIPE_SECRET_KEY", "sk_test_fulfillment"),
                Map.entry("STRIPE_WEBHOOK_SECRET", Events.SECRET + ",whsec_retiredretired"),
                Map.entry("STRIPE_API_BASE", stripe.url()),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                Map.entry("SMTP_HOST", "127.0.0.1"),
                Map.entry("SMTP_PORT", String.valueOf(mood.port())),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry("handover.fulfillment.ledger.look", "24h"),
                Map.entry("handover.fulfillment.mail.backoff", "300ms"),
                Map.entry("handover.fulfillment.mail.look", "1s"),
                Map.entry("handover.fulfillment.mail.patience", "6s"),
                Map.entry("handover.fulfillment.mail.doubt", "4s"));
    }

    // As in a cluster: the schema is made by its owner, and the service works with a role that may not change it.
    private static String runtimeRole() {
        var owner = postgres.database();
        try (var connection = DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE runtime LOGIN PASSWORD 'runtime'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var status = Migrate.run(Map.of("DATABASE_URL", owner.url(), "DATABASE_RUNTIME_USER", "runtime"), System.out);
        if (status != 0) {
            throw new IllegalStateException("the schema was not made");
        }
        return owner.url().replaceFirst("://[^@]+@", "://runtime:runtime@");
    }

    @Override
    public void stop() {
        close(stripe, sandbox, mood, postgres, kafka);
        if (relay != null) {
            relay.stop();
        }
    }

    // A start that failed half-way leaves the rest unset.
    private static void close(AutoCloseable... parts) {
        for (var part : parts) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
