package shop.handover.fulfillment.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static shop.handover.fulfillment.journey.Events.order;
import static shop.handover.fulfillment.journey.Outside.SOON;
import static shop.handover.fulfillment.journey.Outside.awaitStatus;
import static shop.handover.fulfillment.journey.Outside.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.kit.event.FileDelivery;

/// What was handed out is on record, once, and an operator can show it.
@QuarkusTest
@QuarkusTestResource(World.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeliveriesTest {

    @Inject
    QuarkusApplication operator;

    @Inject
    ObjectMapper json;

    @Test
    void a_purchase_shows_what_was_fetched_of_it() throws Exception {
        var order = order();
        publish(order.event());
        awaitStatus(order, "PAID");
        var first = begun(order.session(), "1111111111111111");
        var second = begun(order.session(), "2222222222222222");

        tell(first, first.ended(FileDelivery.CUT, 400, Instant.now()), second);

        awaitRows(order.session(), "2");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(say("purchase", "show", order.session()))
                        .contains(
                                "400 bytes in 2 answers, networks: 2",
                                "starter-stack.zip cut 400 bytes of 1000 network 1111111111111111",
                                "starter-stack.zip under way, or its end was lost network 2222222222222222"));
    }

    @Test
    void told_twice_and_in_any_order_it_is_on_record_once() throws Exception {
        var session = "cs_test_" + UUID.randomUUID().toString().replace("-", "");
        var begun = begun(session, "1111111111111111");
        var ended = begun.ended(FileDelivery.FINISHED, 1000, Instant.now());

        tell(ended, begun, ended, begun);
        tell(begun, ended);
        var last = begun(session, "1111111111111111");
        tell(last);

        awaitRows(session, "2");
        assertThat(Outside.ask("SELECT sent || ' ' || outcome FROM delivery WHERE id = ?", begun.id()))
                .isEqualTo("1000 finished");
    }

    @Test
    void nonsense_and_anothers_deliveries_are_left_alone_and_hold_nobody_up() throws Exception {
        var session = "cs_test_" + UUID.randomUUID().toString().replace("-", "");
        var begun = begun(session, "1111111111111111");
        send(session, "{nonsense".getBytes());
        send(session, "null".getBytes());
        send(session, "{}".getBytes());
        send(session, "{\"shop\":\"example\",\"id\":\"x\",\"session\":\"cs_1\"}".getBytes());
        send(
                session,
                json.writeValueAsString(begun).replace("example", "another").getBytes());

        tell(begun);

        awaitRows(session, "1");
    }

    private static void awaitRows(String session, String count) {
        await().atMost(SOON)
                .until(() -> Outside.ask("SELECT count(*) FROM delivery WHERE checkout_session_id = ?", session)
                        .equals(count));
    }

    private static FileDelivery begun(String session, String network) {
        return new FileDelivery(
                UUID.randomUUID().toString(),
                "example",
                session,
                "kubernetes-starter-stack",
                "v1/starter-stack.zip",
                FileDelivery.DISK,
                0,
                1000,
                1000,
                0,
                "",
                network,
                Instant.now(),
                Instant.now());
    }

    private void tell(FileDelivery... told) throws Exception {
        for (var one : told) {
            send(one.session(), json.writeValueAsBytes(one));
        }
    }

    private static void send(String key, byte[] value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", World.kafka().bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("downloads", key, value)).get();
        }
    }

    private String say(String... words) throws Exception {
        var said = new ByteArrayOutputStream();
        var out = System.out;
        try (var print = new PrintStream(said)) {
            System.setOut(print);
            assertThat(operator.run(words)).isZero();
        } finally {
            System.setOut(out);
        }
        return said.toString();
    }
}
