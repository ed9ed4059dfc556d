package shop.handover.checkout;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import shop.handover.checkout.stripe.StripeDouble;
import shop.handover.kit.event.Topic;
import shop.handover.sandbox.kafka.KafkaServer;

/// What stands around the service in tests: a Stripe, and a catalog of its own that may be changed. Kafka is absent
/// unless asked for: no sale may need it.
public class TestHouse implements QuarkusTestResourceLifecycleManager {

    /// Marks a field that takes the broker's address.
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Broker {}

    public static final String PUBLIC_URL = "https://shop.example";
    public static final String LINK_KEY = "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE";

    private static final String CONSENT = """
            checkout:
              consent: {version: '2026-06', text: {en: I ask for delivery at once., de: Ich verlange die sofortige Lieferung.}}
            """;

    private final StripeDouble stripe = new StripeDouble();
    private Path catalog;
    private boolean demandsConsent;
    private String startsPerClient = "10000";
    private String kafka = "127.0.0.1:1";

    @Override
    public void init(Map<String, String> settings) {
        demandsConsent = Boolean.parseBoolean(settings.get("consent"));
        startsPerClient = settings.getOrDefault("startsPerClient", startsPerClient);
        if (Boolean.parseBoolean(settings.get("kafka"))) {
            kafka = KafkaServer.shared().bootstrapServers();
            KafkaServer.shared().createTopic(Topic.REQUESTS.title(), 1);
        }
        if (Boolean.parseBoolean(settings.get("stripeAway"))) {
            stripe.inTrouble(500);
        }
    }

    @Override
    public Map<String, String> start() {
        catalog = catalogFile();
        var settings = new HashMap<String, String>();
        settings.put("handover.checkout.stripe-secret-key", "sk_test_not_a_real_key");
        settings.put("handover.checkout.stripe-api-base", stripe.base());
        settings.put("handover.checkout.stripe-checkout-origin", stripe.base());
        settings.put("handover.checkout.public-url", PUBLIC_URL);
        settings.put("handover.checkout.catalog-path", catalog.toString());
        settings.put("handover.checkout.link-keys", LINK_KEY);
        settings.put("handover.checkout.time-zone", "Europe/Berlin");
        settings.put("handover.checkout.prices-refresh", "500ms");
        settings.put("handover.checkout.prices-retry", "200ms");
        settings.put("handover.checkout.starts-per-client-and-minute", startsPerClient);
        settings.put("handover.checkout.starts-per-second", "10000");
        settings.put("kafka.bootstrap.servers", kafka);
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stripe, field -> field.getType().equals(StripeDouble.class));
        injector.injectIntoFields(kafka, field -> field.isAnnotationPresent(Broker.class));
        injector.injectIntoFields(catalog, field -> field.getType().equals(Path.class));
    }

    @Override
    public void stop() {
        stripe.close();
    }

    private Path catalogFile() {
        try (var in = TestHouse.class.getResourceAsStream("/shop/catalog.yaml")) {
            var text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            var file = Files.createTempDirectory("catalog").resolve("catalog.yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file, demandsConsent ? text.replace("checkout:\n  promotion_codes: true\n", CONSENT) : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
