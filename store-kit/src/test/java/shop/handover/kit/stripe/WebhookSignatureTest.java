package shop.handover.kit.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.kit.stripe.SignatureVerdict.Forged;
import shop.handover.kit.stripe.SignatureVerdict.Genuine;
import shop.handover.kit.stripe.SignatureVerdict.Reason;

/// Cases from what Stripe documents and from what its own libraries take and refuse.
///
/// @see <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe: verify manually</a>
@DisplayNameGeneration(ReplaceUnderscores.class)
class WebhookSignatureTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final String OLD = "whsec_old_0123456789";
    private static final String NEW = "whsec_new_0123456789";
    private static final byte[] BODY = "{\"id\":\"evt_1\",\"name\":\"Füße 🦶 \u2028\"}".getBytes(UTF_8);
    private static final String T = Long.toString(NOON.getEpochSecond());
    private static final String GOOD = v1(NEW, T, BODY);

    private final WebhookSignature signatures = new WebhookSignature(List.of(OLD, NEW), Duration.ofMinutes(5));

    @Test
    void a_good_signature_tells_its_secret_and_its_time() {
        assertThat(verify("t=" + T + ",v1=" + GOOD)).isEqualTo(new Genuine(1, NOON));
        assertThat(verify("t=" + T + ",v1=" + v1(OLD, T, BODY))).isEqualTo(new Genuine(0, NOON));
    }

    static List<String> accepted() {
        var bad = "0".repeat(64);
        return List.of(
                "t=" + T + ",v1=" + bad + ",v1=" + GOOD,
                "t=" + T + ",v0=" + bad + ",v1=" + GOOD,
                "v1=" + GOOD + ",t=" + T,
                "t=" + T + ",v1=" + GOOD + ",v2=something",
                "t=" + T + ",v1=" + v1("whsec_somebody_elses", T, BODY) + ",v1=" + GOOD);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void what_stripe_may_send_is_accepted(String header) {
        assertThat(verify(header)).isInstanceOf(Genuine.class);
    }

    static List<String> malformed() {
        return List.of(
                "t=" + T,
                "t=" + T + ",v0=" + GOOD,
                "t=" + T + ",v1=",
                "t=" + T + ",v1=" + GOOD.substring(1),
                "t=" + T + ",v1=" + GOOD + "00",
                "t=" + T + ",v1=" + GOOD.toUpperCase(Locale.ROOT),
                "t=" + T + ", v1=" + GOOD,
                " t=" + T + ",v1=" + GOOD,
                "v1=" + GOOD,
                "t=,v1=" + GOOD,
                "t=0,v1=" + v1(NEW, "0", BODY),
                "t=-" + T + ",v1=" + v1(NEW, "-" + T, BODY),
                "t=+" + T + ",v1=" + v1(NEW, "+" + T, BODY),
                "t=0" + T + ",v1=" + v1(NEW, "0" + T, BODY),
                "t=abc,v1=" + GOOD,
                "t=" + "9".repeat(20) + ",v1=" + v1(NEW, "9".repeat(20), BODY),
                "t=" + "9".repeat(400) + ",v1=" + GOOD,
                "t=" + T + ",t=" + T + ",v1=" + GOOD,
                "t=" + T + ";v1=" + GOOD,
                "t=" + T + (",v1=" + "0".repeat(64)).repeat(10_000) + ",v1=" + GOOD);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ",",
                "=",
                "t",
                "v1",
                "t=,v1=",
                "whsec_",
                "\u0000",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
            })
    @MethodSource("malformed")
    void what_has_not_the_form_is_refused_without_an_exception(String header) {
        assertThat(verify(header)).isEqualTo(new Forged(Reason.MALFORMED_HEADER));
    }

    @Test
    void the_clock_may_differ_by_five_minutes_either_way_and_no_more() {
        for (var seconds : List.of(-300, -290, 0, 290, 300)) {
            assertThat(verify(signedAt(seconds))).as("%s s", seconds).isInstanceOf(Genuine.class);
        }
        for (var seconds : List.of(-302, -301, 301, 302, 365 * 86_400)) {
            assertThat(verify(signedAt(seconds))).as("%s s", seconds).isEqualTo(new Forged(Reason.STALE));
        }
    }

    @Test
    void a_record_on_kafka_is_genuine_whenever_it_was_signed() {
        assertThat(signatures.verifyOfAnyAge(signedAt(-7 * 86_400), BODY)).isInstanceOf(Genuine.class);
    }

    @Test
    void any_flipped_bit_of_the_body_is_refused() {
        for (var bit = 0; bit < BODY.length * 8; bit++) {
            var changed = BODY.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(signatures.verify("t=" + T + ",v1=" + GOOD, changed, NOON))
                    .isEqualTo(new Forged(Reason.WRONG_SIGNATURE));
        }
    }

    @Test
    void a_body_re_serialised_or_a_foreign_secret_is_refused() {
        var spaced = new String(BODY, UTF_8).replace(":", ": ").getBytes(UTF_8);

        assertThat(signatures.verify("t=" + T + ",v1=" + GOOD, spaced, NOON))
                .isEqualTo(new Forged(Reason.WRONG_SIGNATURE));
        assertThat(verify("t=" + T + ",v1=" + v1("whsec_somebody_elses", T, BODY)))
                .isEqualTo(new Forged(Reason.WRONG_SIGNATURE));
    }

    @Test
    void without_a_secret_there_is_no_check_to_build() {
        for (var secrets : List.of(List.<String>of(), List.of(""), List.of("sk_test_123"), List.of(NEW, ""))) {
            assertThatThrownBy(() -> new WebhookSignature(secrets, Duration.ofMinutes(5)))
                    .hasMessageContaining("STRIPE_WEBHOOK_SECRET");
        }
    }

    private SignatureVerdict verify(String header) {
        return signatures.verify(header, BODY, NOON);
    }

    private static String signedAt(long seconds) {
        var t = Long.toString(NOON.getEpochSecond() + seconds);
        return "t=" + t + ",v1=" + v1(NEW, t, BODY);
    }

    private static String v1(String secret, String t, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update((t + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
