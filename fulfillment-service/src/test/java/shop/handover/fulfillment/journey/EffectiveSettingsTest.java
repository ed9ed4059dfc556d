package shop.handover.fulfillment.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The values the Kafka clients really run with: the connector's defaults would lose money.
@QuarkusTest
@QuarkusTestResource(World.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class EffectiveSettingsTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Inject
    KafkaClientService clients;

    @Inject
    Pool pool;

    @Test
    void a_new_group_begins_with_the_first_event_and_commits_what_is_done() {
        var consumer =
                Map.<String, Object>copyOf(clients.getConsumer("stripe-events").configuration());

        assertThat(consumer)
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("group.id", "fulfillment")
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("session.timeout.ms", "10000")
                .containsEntry("reconnect.backoff.max.ms", "1000")
                .containsEntry(
                        "partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor")
                .containsEntry("value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe-events-dead", "purchases"})
    void what_we_say_is_kept_by_all_replicas_and_once(String channel) {
        var producer = Map.<String, Object>copyOf(clients.getProducer(channel).configuration());

        assertThat(producer)
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("delivery.timeout.ms", "5000")
                .containsEntry("request.timeout.ms", "2000")
                .containsEntry("max.block.ms", "2000")
                .containsEntry("reconnect.backoff.max.ms", "1000");
    }

    @ParameterizedTest
    @CsvSource({"synchronous_commit, on", "statement_timeout, 5s", "idle_in_transaction_session_timeout, 10s"})
    void a_commit_is_on_disk_and_nothing_holds_a_lock_for_long(String setting, String value) {
        assertThat(pool.query("SHOW " + setting)
                        .execute()
                        .await()
                        .atMost(Outside.SOON)
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo(value);
    }

    @Test
    void readiness_knows_the_database_its_tables_and_the_broker() {
        await().atMost(Outside.SOON)
                .untilAsserted(() -> assertThat(get(ready))
                        .contains("Reactive PostgreSQL connections health check", "Database schema", "Kafka")
                        .doesNotContain("DOWN"));
    }

    @Test
    void the_figures_of_events_and_mails_are_there() throws Exception {
        assertThat(get(metrics))
                .contains("handover_events_total{outcome=\"duplicate\"}", "handover_mails_oldest_owed_seconds");
    }

    private static String get(URI there) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(there).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
