package shop.handover.checkout.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.util.HashMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import shop.handover.checkout.TestHouse;

/// Reads what the producer really runs with: a misspelt key would be silently ignored.
@QuarkusTest
@QuarkusTestResource(value = TestHouse.class, restrictToAnnotatedClass = true)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EffectiveSettingsTest {

    @Inject
    KafkaClientService kafka;

    @Test
    void a_withdrawal_that_has_arrived_is_on_every_in_sync_replica_exactly_once() {
        assertThat(settings().getString(ProducerConfig.ACKS_CONFIG)).isIn("all", "-1");
        assertThat(settings().getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG))
                .isTrue();
    }

    @Test
    void the_broker_has_less_time_than_the_buyer_waits() {
        assertThat(settings().getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)).isEqualTo(5000);
        assertThat(settings().getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG)).isEqualTo(2000);
    }

    private ProducerConfig settings() {
        return new ProducerConfig(
                new HashMap<String, Object>(kafka.getProducer("requests").configuration()));
    }
}
