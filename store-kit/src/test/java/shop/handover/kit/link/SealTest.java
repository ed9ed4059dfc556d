package shop.handover.kit.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SealTest {

    private final Seal seal = new Seal(SampleKeys.of("k2", "k1"));

    @Test
    void what_we_wrote_carries_our_seal() {
        assertThat(seal.holds(sealed())).isTrue();
    }

    @Test
    void any_changed_added_or_missing_value_of_ours_breaks_it() {
        for (var key : List.of("shop", "productSlug", "unitAmount", "nonce")) {
            assertThat(seal.holds(with(sealed(), key, "other"))).as(key).isFalse();
            assertThat(seal.holds(without(sealed(), key))).as(key).isFalse();
        }
        assertThat(seal.holds(with(sealed(), "consent", "yes"))).isFalse();
    }

    @Test
    void a_note_that_somebody_adds_in_the_dashboard_does_not() {
        assertThat(seal.holds(with(sealed(), "note", "called on Monday"))).isTrue();
    }

    @Test
    void values_cannot_be_moved_from_one_key_to_the_next() {
        var one = Map.of("shop", "a", "productSlug", "bc");
        var other = Map.of("shop", "ab", "productSlug", "c");

        assertThat(seal.over(one)).isNotEqualTo(seal.over(other));
    }

    @Test
    void a_seal_of_another_shops_keys_or_none_does_not_hold() {
        assertThat(new Seal(SampleKeys.of("k3")).holds(sealed())).isFalse();
        assertThat(seal.holds(without(sealed(), "seal"))).isFalse();
        assertThat(seal.holds(with(sealed(), "seal", "k2."))).isFalse();
        assertThat(seal.holds(null)).isFalse();
        assertThat(seal.holds(Map.of())).isFalse();
    }

    @Test
    void a_return_ticket_names_its_nonce_and_no_other() {
        var tickets = new ReturnTicket(SampleKeys.of("k2", "k1"));
        var nonce = tickets.freshNonce();
        var ticket = tickets.ticket(nonce);

        assertThat(tickets.nonce(ticket)).contains(nonce);
        assertThat(new ReturnTicket(SampleKeys.of("k3", "k2")).nonce(ticket)).contains(nonce);
        assertThat(tickets.nonce(ticket.replace(nonce, tickets.freshNonce()))).isEmpty();
        assertThat(tickets.nonce("")).isEmpty();
        assertThat(tickets.nonce(null)).isEmpty();
        assertThat(tickets.nonceOf("request"))
                .isEqualTo(tickets.nonceOf("request"))
                .isNotEqualTo(tickets.nonceOf("other"));
    }

    @Test
    void faulty_keys_are_named_by_place_and_never_by_value() {
        for (var entry : List.of("", "k1", "k1:", "k1:short", "k!:" + "A".repeat(44), "k1:" + "%".repeat(44))) {
            assertThatThrownBy(() -> LinkKeys.parse(List.of("k0:" + "A".repeat(44), entry)))
                    .as(entry)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("LINK_KEYS entry 2");
        }
        assertThatThrownBy(() -> LinkKeys.parse(List.of())).hasMessageContaining("LINK_KEYS");
    }

    private Map<String, String> sealed() {
        var metadata = Map.of(
                "shop", "example",
                "productSlug", "starter-stack",
                "unitAmount", "4900",
                "nonce", "AAAAAAAAAAAAAAAAAAAAAA");
        return with(metadata, "seal", seal.over(metadata));
    }

    private static Map<String, String> with(Map<String, String> metadata, String key, String value) {
        var changed = new HashMap<>(metadata);
        changed.put(key, value);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> metadata, String key) {
        var changed = new HashMap<>(metadata);
        changed.remove(key);
        return changed;
    }
}
