package shop.handover.webhook.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.webhook.WebhookConfig;

/// Reads what the producer really runs with: a misspelt key would be silently ignored.
@QuarkusTest
@QuarkusTestResource(value = KafkaForTests.class, restrictToAnnotatedClass = true)
@DisplayNameGeneration(ReplaceUnderscores.class)
class EffectiveSettingsTest {

    @Inject
    KafkaClientService kafka;

    @Inject
    WebhookConfig config;

    @Test
    void an_acknowledged_event_is_on_every_in_sync_replica_exactly_once() {
        var settings = settings();

        assertThat(settings.getString(ProducerConfig.ACKS_CONFIG)).isIn("all", "-1");
        assertThat(settings.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG))
                .isTrue();
    }

    @Test
    void the_broker_has_less_time_than_stripe_waits() {
        var settings = settings();

        assertThat(settings.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG)).isEqualTo(2000);
        assertThat(settings.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)).isEqualTo(5000);
        assertThat(settings.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG)).isEqualTo(2000);
        assertThat(config.patience()).isLessThan(Duration.ofSeconds(8));
        assertThat(settings.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG)
                        + settings.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG))
                .isLessThanOrEqualTo(config.patience().toMillis());
    }

    private ProducerConfig settings() {
        return new ProducerConfig(
                new HashMap<String, Object>(kafka.getProducer("stripe-events").configuration()));
    }
}
