package shop.handover.kit.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.kit.link.Redemption.Expired;
import shop.handover.kit.link.Redemption.Forged;
import shop.handover.kit.link.Redemption.Genuine;
import shop.handover.kit.stripe.CheckoutId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DownloadTokensTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final CheckoutId CHECKOUT = new CheckoutId("cs_test_a1pqnykLpwIqifhuigHY5z8AB6RTQN4WcgboNotjBVLoF9");

    private final DownloadTokens tokens = new DownloadTokens(SampleKeys.of("k2", "k1"));

    @Test
    void a_token_says_what_was_put_into_it() {
        var text = tokens.issue(CHECKOUT, "starter-stack", NOON, Duration.ofHours(24));

        assertThat(tokens.redeem(text, NOON))
                .isEqualTo(new Genuine(
                        new DownloadToken(CHECKOUT, "starter-stack", NOON, NOON.plus(Duration.ofHours(24)))));
    }

    @Test
    void it_expires_at_the_second_it_names() {
        var text = tokens.issue(CHECKOUT, "starter-stack", NOON, Duration.ofHours(24));
        var end = NOON.plus(Duration.ofHours(24));

        assertThat(tokens.redeem(text, end.minusMillis(1))).isInstanceOf(Genuine.class);
        assertThat(tokens.redeem(text, end)).isInstanceOf(Expired.class);
    }

    @Test
    void a_retired_key_still_verifies_and_an_unknown_one_does_not() {
        var old = new DownloadTokens(SampleKeys.of("k1")).issue(CHECKOUT, "starter-stack", NOON, Duration.ofHours(1));
        var strange =
                new DownloadTokens(SampleKeys.of("k9")).issue(CHECKOUT, "starter-stack", NOON, Duration.ofHours(1));

        assertThat(tokens.redeem(old, NOON)).isInstanceOf(Genuine.class);
        assertThat(tokens.redeem(strange, NOON)).isInstanceOf(Forged.class);
    }

    @Test
    void a_token_under_another_keys_name_is_forged() {
        var text = tokens.issue(CHECKOUT, "starter-stack", NOON, Duration.ofHours(1));

        assertThat(tokens.redeem(text.replace(".k2.", ".k1."), NOON)).isInstanceOf(Forged.class);
    }

    @Test
    void rubbish_is_forged_and_never_an_exception() {
        for (var rubbish :
                List.of("", ".", "...", "v1...", "v1.k2..", "v2.k2.a.b", "v1.k2.%%.%%", "v1.k2.AA.AA", "\u0000")) {
            assertThat(tokens.redeem(rubbish, NOON)).as(rubbish).isInstanceOf(Forged.class);
        }
        assertThat(tokens.redeem(null, NOON)).isInstanceOf(Forged.class);
        assertThat(tokens.redeem("v1.k2." + "A".repeat(1_000_000) + ".AA", NOON))
                .isInstanceOf(Forged.class);
    }

    // The last letter of a MAC has bits that no byte needs: a lenient decoder would take four spellings of it.
    @Test
    void a_second_spelling_of_the_same_bytes_is_forged() {
        var text = tokens.issue(CHECKOUT, "starter-stack", NOON, Duration.ofHours(1));
        var mac = text.substring(text.lastIndexOf('.') + 1);
        var bytes = Base64.getUrlDecoder().decode(mac);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

        var sameBytes = alphabet.chars()
                .mapToObj(last -> mac.substring(0, mac.length() - 1) + (char) last)
                .filter(other -> !other.equals(mac)
                        && java.util.Arrays.equals(Base64.getUrlDecoder().decode(other), bytes))
                .toList();

        assertThat(sameBytes).hasSize(3);
        assertThat(sameBytes)
                .allSatisfy(other -> assertThat(tokens.redeem(text.replace(mac, other), NOON))
                        .isInstanceOf(Forged.class));
        assertThat(tokens.redeem(text + "=", NOON)).isInstanceOf(Forged.class);
    }
}
