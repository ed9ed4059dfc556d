package shop.handover.fulfillment.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PromisesTest {

    @Test
    void a_record_that_one_broker_may_lose_is_no_promise() {
        assertThatThrownBy(() -> Promises.require("purchases", settings(Map.of("acks", "1"))))
                .hasMessage("mp.messaging.outgoing.purchases.acks must be all, not 1");
        assertThatThrownBy(() -> Promises.require("purchases", settings(Map.of("enable.idempotence", "false"))))
                .hasMessageContaining("enable.idempotence must be true");
        assertThatCode(() -> Promises.require("purchases", settings(Map.of("acks", "all"))))
                .doesNotThrowAnyException();
    }

    private static ProducerConfig settings(Map<String, Object> some) {
        var settings = new HashMap<String, Object>(Map.of(
                "bootstrap.servers", "127.0.0.1:9",
                "key.serializer", ByteArraySerializer.class,
                "value.serializer", ByteArraySerializer.class));
        settings.putAll(some);
        return new ProducerConfig(settings);
    }
}
