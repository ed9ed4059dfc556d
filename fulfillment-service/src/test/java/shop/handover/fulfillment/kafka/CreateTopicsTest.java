package shop.handover.fulfillment.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.kit.event.Topic;
import shop.handover.sandbox.kafka.KafkaServer;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CreateTopicsTest {

    @Test
    void all_topics_are_there_afterwards_however_often_it_is_run() throws Exception {
        try (var kafka = KafkaServer.start()) {
            var environment = Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());

            assertThat(CreateTopics.run(environment)).isZero();
            assertThat(CreateTopics.run(environment)).isZero();

            try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                // The controller has them at once, the broker a moment later.
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> admin.listTopics()
                                .names()
                                .get()
                                .containsAll(Arrays.stream(Topic.values())
                                        .map(Topic::title)
                                        .toList()));
                var purchases = new ConfigResource(ConfigResource.Type.TOPIC, "purchases");
                var settings = admin.describeConfigs(java.util.List.of(purchases))
                        .all()
                        .get()
                        .get(purchases);
                assertThat(settings.get("cleanup.policy").value()).isEqualTo("compact");
            }
        }
    }

    @Test
    void a_setting_that_is_no_number_is_named() {
        assertThat(CreateTopics.run(Map.of("TOPIC_REPLICATION", "three"))).isEqualTo(1);
    }
}
