package shop.handover.fulfillment.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.fulfillment.purchase.Heard;
import shop.handover.fulfillment.purchase.Heard.Foreign;
import shop.handover.fulfillment.purchase.Heard.News;
import shop.handover.fulfillment.purchase.Heard.Unreadable;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.event.EventEnvelope;
import shop.handover.kit.event.StripeEventRecord;
import shop.handover.kit.link.Seal;
import shop.handover.kit.stripe.Mode;
import shop.handover.kit.stripe.WebhookSignature;

/// What is news, what is none of our business, and what is poison: nothing else may end among the dead letters.
@DisplayNameGeneration(ReplaceUnderscores.class)
class SignedEventsTest {

    private static final String SECRET = "whsec_fulfillmenttests";
    private static final Seal SEAL = new Seal(History.KEYS);
    private static final SignedEvents EVENTS = new SignedEvents(
            new WebhookSignature(List.of("whsec_thenewestofall", SECRET), Duration.ofMinutes(5)),
            Mode.TEST,
            new StripeObjects(new SignedSessions(SEAL, CatalogFile.open(Path.of("src/test/resources/catalog.yaml")))));

    private static final String PAID = paid();

    @Test
    void a_paid_session_is_news_years_after_it_was_signed_and_with_a_secret_that_is_retired() {
        assertThat(hear(PAID)).isInstanceOf(News.class);
    }

    // https://docs.stripe.com/webhooks/versioning: stripe-java's deserializer is empty for each of these
    @ParameterizedTest
    @ValueSource(strings = {"null", "\"2011-01-01\"", "\"2031-12-31.futureplant\"", "17", "{}"})
    void an_event_of_any_api_version_is_understood(String version) {
        assertThat(hear(PAID.replace("\"evt_1\",", "\"evt_1\",\"api_version\":" + version + ",")))
                .isInstanceOf(News.class);
    }

    @Test
    void what_stripe_adds_in_years_to_come_does_no_harm() {
        assertThat(hear(PAID.replace("\"evt_1\",", "\"evt_1\",\"context\":[{\"deep\":[1,2,{}]}],")))
                .isInstanceOf(News.class);
    }

    @Test
    void another_mode_another_account_and_another_type_are_none_of_our_business() {
        assertThat(hear(PAID.replace("\"livemode\":false", "\"livemode\":true")))
                .isEqualTo(new Foreign("another mode"));
        assertThat(hear(PAID.replace("\"evt_1\",", "\"evt_1\",\"account\":\"acct_1\",")))
                .isEqualTo(new Foreign("a connected account"));
        assertThat(hear(PAID.replace("checkout.session.completed", "invoice.paid")))
                .isEqualTo(new Foreign("a type we do not act on"));
    }

    @Test
    void a_shop_on_the_same_account_and_a_session_of_nobody_are_left_alone_whatever_they_lack() {
        assertThat(hear(PAID.replace("\"shop\":\"example\"", "\"shop\":\"neighbour\"")))
                .isInstanceOf(Foreign.class);
        assertThat(hear(PAID.replaceAll("\"metadata\":\\{[^}]*}", "\"metadata\":{}")))
                .isInstanceOf(Foreign.class);
        assertThat(hear(PAID.replaceAll("\"metadata\":\\{[^}]*}", "\"metadata\":{}")
                        .replace("\"currency\":\"eur\",", "")))
                .isInstanceOf(Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{broken",
                "\"text\"",
                "{\"id\":\"evt_1\"}",
                "{\"type\":\"refund.updated\",\"data\":{\"object\":{\"id\":\"re_1\"}}}",
                "{\"id\":\"evt_1\",\"data\":{\"object\":{\"id\":\"re_1\"}}}",
                "{\"id\":\"evt_1\",\"type\":\"refund.updated\",\"data\":null}"
            })
    void what_is_no_event_is_poison(String body) {
        assertThat(hear(body)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"payment_status\":\"paid\",",
                "\"currency\":\"eur\",",
                "\"amount_subtotal\":4900,",
                "\"amount_total\":4900,",
                "\"created\":1795435201,"
            })
    void a_session_that_lacks_what_every_session_has_is_poison(String field) {
        assertThat(PAID).contains(field);

        assertThat(hear(PAID.replace(field, "")))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        poison -> assertThat(poison.why()).startsWith("an object that lacks what its type always has"));
    }

    @Test
    void what_stripe_did_not_sign_is_poison_whatever_it_says() {
        var genuine = signature(PAID, SECRET);

        assertThat(hear(PAID.replace("4900", "4901"), genuine)).isInstanceOf(Unreadable.class);
        assertThat(hear(PAID, signature(PAID, "whsec_somebodyelse"))).isInstanceOf(Unreadable.class);
        assertThat(hear(PAID, "")).isInstanceOf(Unreadable.class);
    }

    private static Heard hear(String body) {
        return hear(body, signature(body, SECRET));
    }

    private static Heard hear(String body, String signature) {
        return EVENTS.hear(new StripeEventRecord(
                "key", "evt_1", "type", false, Instant.EPOCH, signature, Optional.empty(), body.getBytes(UTF_8)));
    }

    // Signed long ago: a record has no age.
    private static String signature(String body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "t=1,v1=" + HexFormat.of().formatHex(mac.doFinal(("1." + body).getBytes(UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // The first history that was paid by card, and of it the first event.
    private static String paid() {
        for (var seed = 0L; ; seed++) {
            var first = History.lived(new Random(seed), SEAL).told().getFirst();
            if (first instanceof History.Event event
                    && event.object().path("payment_status").asText().equals("paid")) {
                return whole(event.envelope(), event);
            }
        }
    }

    private static String whole(EventEnvelope envelope, History.Event event) {
        return "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"%s\",\"created\":%d,\"livemode\":false,\"data\":{\"object\":%s}}"
                .formatted(envelope.type(), event.event().path("created").asLong(), event.object());
    }
}
