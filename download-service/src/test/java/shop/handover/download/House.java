package shop.handover.download;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import shop.handover.kit.event.Topic;
import shop.handover.sandbox.kafka.KafkaServer;
import shop.handover.sandbox.machine.Certificate;

/// Everything around download-service: a broker, a Stripe that does as it is told, a shelf with three products.
public class House implements QuarkusTestResourceLifecycleManager {

    private StripeDouble stripe;
    private Shop shop;
    private Path folder;

    @Override
    public Map<String, String> start() {
        try {
            stripe = StripeDouble.start();
            folder = Files.createTempDirectory("download-service");
            shop = Shop.open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var kafka = KafkaServer.shared();
        kafka.createTopic(Topic.PURCHASES.title(), 3);
        kafka.createTopic(Topic.REQUESTS.title(), 3);
        kafka.createTopic(Topic.DOWNLOADS.title(), 3);
        var settings = new HashMap<String, String>();
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("handover.download.stripe-secret-key", "sk_test_not_a_real_key");
        settings.put("handover.download.stripe-api-base", stripe.url());
        settings.put("handover.download.public-url", "http://127.0.0.1:8080");
        settings.put("handover.download.catalog-path", shop.catalog().toString());
        settings.put("handover.download.files-dir", shop.files().toString());
        settings.put("handover.download.link-keys", Shop.KEYS);
        settings.put("handover.download.stripe-calls-per-second", "1000");
        settings.put("handover.download.requests-per-client", "1000");
        settings.put("handover.download.requests-per-second", "1000");
        settings.put("handover.download.time-zone", "Europe/Berlin");
        settings.put("quarkus.http.idle-timeout", "2s");
        settings.put("handover.download.reader-patience", "20s");
        var certificate = Certificate.make(folder, "dns:localhost");
        settings.put(
                "quarkus.http.ssl.certificate.key-store-file",
                certificate.keystore().toString());
        settings.put("quarkus.http.ssl.certificate.key-store-password", certificate.password());
        settings.put("quarkus.http.test-ssl-port", "0");
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stripe, field -> field.getType().equals(StripeDouble.class));
        injector.injectIntoFields(shop, field -> field.getType().equals(Shop.class));
        injector.injectIntoFields(KafkaServer.shared(), field -> field.getType().equals(KafkaServer.class));
    }

    @Override
    public void stop() {
        if (stripe != null) {
            stripe.close();
        }
        if (folder != null) {
            Shop.delete(folder);
        }
    }
}
