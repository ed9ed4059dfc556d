package shop.handover.webhook.kafka;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import shop.handover.kit.event.Topic;
import shop.handover.sandbox.kafka.KafkaServer;
import shop.handover.webhook.SignedEvents;

/// A broker of this test class's own, so that it may be killed.
public class KafkaForTests implements QuarkusTestResourceLifecycleManager {

    private KafkaServer kafka;

    @Override
    public Map<String, String> start() {
        kafka = KafkaServer.start();
        kafka.createTopic(Topic.STRIPE_EVENTS.title(), 3);
        return Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "handover.webhook.signing-secrets", "whsec_retired_secret_000," + SignedEvents.SECRET,
                "handover.webhook.stripe-secret-key", "sk_test_not_a_real_key",
                "quarkus.http.test-port", "0",
                "quarkus.management.test-port", "0");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(kafka, field -> field.getType().equals(KafkaServer.class));
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }
}
