package shop.handover.download.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.download.Shop;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.stripe.CheckoutId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VisitsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final CheckoutId CHECKOUT = new CheckoutId("cs_test_abc");

    private final Visits visits = new Visits(Shop.keys(), Duration.ofMinutes(60));

    @Test
    void a_cookie_of_ours_is_read_back() {
        var visit = new Visit(CHECKOUT, NOON);

        assertThat(visits.read(visits.cookie(visit))).contains(visit);
        assertThat(visits.end(visit)).isEqualTo(NOON.plusSeconds(3600));
    }

    @Test
    void an_older_key_still_reads_its_cookies() {
        var before = new Visits(LinkKeys.parse(List.of(Shop.KEYS.split(",")[1])), Duration.ofMinutes(60));

        assertThat(visits.read(before.cookie(new Visit(CHECKOUT, NOON)))).isPresent();
    }

    @Test
    void no_change_of_one_bit_is_overlooked() {
        var cookie = visits.cookie(new Visit(CHECKOUT, NOON));

        for (var i = 0; i < cookie.length(); i++) {
            for (var bit = 0; bit < 8; bit++) {
                var changed = new StringBuilder(cookie);
                changed.setCharAt(i, (char) (cookie.charAt(i) ^ 1 << bit));

                assertThat(visits.read(changed.toString())).isEmpty();
            }
        }
    }

    @Test
    void nonsense_is_nobodys_visit() {
        assertThat(visits.read(null)).isEmpty();
        assertThat(visits.read("")).isEmpty();
        assertThat(visits.read("k1.cs_test_abc.99999999999.x")).isEmpty();
    }

    @Test
    void the_handle_tells_nothing_and_stays_the_same() {
        assertThat(visits.handle(CHECKOUT)).isEqualTo(visits.handle(CHECKOUT)).hasSize(22);
        assertThat(visits.handle(CHECKOUT)).isNotEqualTo(visits.handle(new CheckoutId("cs_test_abd")));
    }
}
