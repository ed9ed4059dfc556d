package shop.handover.kit.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EventEnvelopeTest {

    @Test
    void the_outside_of_an_event_is_read() {
        assertThat(read("""
                {"id":"evt_1","object":"event","api_version":null,"data":{"previous_attributes":{"id":"no"},
                "object":{"id":"cs_test_1","object":"checkout.session","line_items":{"data":[{"id":"li_1"}]},
                "payment_intent":"pi_1"}},"livemode":true,"type":"checkout.session.completed"}"""))
                .contains(new EventEnvelope("evt_1", "checkout.session.completed", true, "", "cs_test_1", "pi_1", ""));
    }

    @Test
    void the_payment_intent_may_be_expanded_null_or_the_object_itself() {
        assertThat(key("{\"id\":\"cs_1\",\"payment_intent\":{\"object\":\"payment_intent\",\"id\":\"pi_2\"}}"))
                .isEqualTo("pi_2");
        assertThat(key("{\"id\":\"cs_1\",\"payment_intent\":null}")).isEqualTo("cs_1");
        assertThat(key("{\"id\":\"pi_3\",\"object\":\"payment_intent\"}")).isEqualTo("pi_3");
    }

    @Test
    void what_is_no_event_is_empty_and_never_an_exception() {
        for (var body : List.of(
                "",
                "null",
                "[]",
                "{}",
                "[".repeat(100_000),
                "{\"id\":\"evt_1\",\"type\":\"a\",\"data\":" + "{\"x\":".repeat(1000),
                "{\"id\":\"evt_1\",\"type\":\"a\"}",
                "{\"id\":\"evt_1\",\"type\":\"a\",\"data\":{\"object\":[]}}",
                "{\"id\":\"evt_1\",\"type\":\"a\",\"data\":{\"object\":{\"id\":\"cs_1\"}}} x",
                "\ufeff{\"id\":",
                "{\"id\":\"evt_1\",\"id\":")) {
            assertThat(read(body))
                    .as(body.substring(0, Math.min(40, body.length())))
                    .isEmpty();
        }
        assertThat(EventEnvelope.read(new byte[] {(byte) 0xff, (byte) 0xfe, 0})).isEmpty();
    }

    @Test
    void a_record_survives_its_headers() {
        var record = new StripeEventRecord(
                "pi_1",
                "evt_1",
                "charge.refunded",
                true,
                java.time.Instant.parse("2026-06-01T12:00:00Z"),
                "t=1,v1=00",
                Optional.of("00-1-1-01"),
                new byte[] {1});

        assertThat(StripeEventRecord.of("pi_1", record.headers(), record.body()))
                .usingRecursiveComparison()
                .isEqualTo(record);
        assertThat(StripeEventRecord.of(null, Map.of(), null).eventId()).isEmpty();
    }

    private static String key(String object) {
        return read("{\"id\":\"evt_1\",\"type\":\"a\",\"data\":{\"object\":" + object + "}}")
                .orElseThrow()
                .key();
    }

    private static Optional<EventEnvelope> read(String body) {
        return EventEnvelope.read(body.getBytes(UTF_8));
    }
}
