package shop.handover.kit.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import shop.handover.kit.link.Redemption.Forged;
import shop.handover.kit.link.Redemption.Genuine;
import shop.handover.kit.stripe.CheckoutId;

/// In a class of its own: two test engines cannot report on one class.
class DownloadTokensPropertyTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final DownloadTokens tokens = new DownloadTokens(SampleKeys.of("k2", "k1"));

    @Property(tries = 20)
    @Label("no flipped bit of any token is ever accepted")
    void no_flipped_bit(@ForAll("issued") String text) {
        for (var bit = 0; bit < text.length() * 8; bit++) {
            var characters = text.toCharArray();
            characters[bit / 8] ^= (char) (1 << (bit % 8));
            assertThat(tokens.redeem(new String(characters), NOON)).isInstanceOf(Forged.class);
        }
    }

    @Property(tries = 10_000)
    @Label("no edit of a token is ever accepted")
    void no_edit(
            @ForAll("issued") String text,
            @ForAll @IntRange(max = 400) int at,
            @ForAll @StringLength(max = 6) String inserted,
            @ForAll @IntRange(max = 6) int removed) {
        var from = Math.min(at, text.length());
        var edited = text.substring(0, from) + inserted + text.substring(Math.min(text.length(), from + removed));

        if (edited.equals(text)) {
            assertThat(tokens.redeem(edited, NOON)).isInstanceOf(Genuine.class);
        } else {
            assertThat(tokens.redeem(edited, NOON)).isInstanceOf(Forged.class);
        }
    }

    @Provide
    Arbitrary<String> issued() {
        var checkout = Arbitraries.strings()
                .alpha()
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(80)
                .map(id -> new CheckoutId("cs_live_" + id));
        var slug = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(40);
        return Combinators.combine(checkout, slug)
                .as((id, product) -> tokens.issue(id, product, NOON, Duration.ofDays(30)));
    }
}
