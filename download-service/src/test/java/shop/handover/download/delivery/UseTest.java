package shop.handover.download.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.kit.event.FileDelivery;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UseTest {

    private static final long NOON = 1_800_000_000;
    private static final long SIZE = 1000;

    private final Use use = new Use(new Use.Limit(3, 2));

    @Test
    void a_link_is_good_until_a_file_was_fetched_as_often_as_allowed() {
        fetch(3 - 1, "home", NOON);
        assertThat(use.isUpFor(NOON, "home")).isFalse();

        fetch(1, "home", NOON);

        assertThat(use.isUpFor(NOON, "home")).isTrue();
    }

    @Test
    void a_resumed_download_is_one_and_so_is_one_in_many_parts_in_any_order() {
        hear(0, 400, "home", NOON);
        hear(400, 600, "home", NOON);
        hear(600, 400, "home", NOON);
        for (var part = 9; part >= 0; part--) {
            hear(part * 100, 100, "home", NOON);
        }
        assertThat(use.isUpFor(NOON, "home")).isFalse();

        fetch(1, "home", NOON);

        assertThat(use.isUpFor(NOON, "home")).isTrue();
    }

    @Test
    void what_was_broken_off_is_none_but_never_taking_the_last_byte_is_not_free() {
        for (var i = 0; i < 5; i++) {
            hear(0, 500, "home", NOON);
        }
        assertThat(use.isUpFor(NOON, "home")).isFalse();

        for (var i = 0; i < 30; i++) {
            hear(0, SIZE - 1, "home", NOON);
        }

        assertThat(use.isUpFor(NOON, "home")).isTrue();
    }

    @Test
    void each_file_counts_for_itself() {
        for (var i = 0; i < 10; i++) {
            use.hear(told("file-" + i, 0, SIZE, "home", NOON, NOON, FileDelivery.FINISHED));
        }

        assertThat(use.isUpFor(NOON, "home")).isFalse();
    }

    @Test
    void a_further_network_is_asked_for_a_fresh_link_and_those_there_before_go_on() {
        fetch(1, "home", NOON);
        fetch(1, "office", NOON);

        assertThat(use.isUpFor(NOON, "elsewhere")).isTrue();
        assertThat(use.isUpFor(NOON, "home")).isFalse();
        assertThat(use.isUpFor(NOON, "office")).isFalse();
    }

    @Test
    void a_fresh_link_opens_again_and_ends_the_older_ones() {
        fetch(3, "home", NOON);
        var fresh = NOON + 60;
        assertThat(use.isUpFor(fresh, "elsewhere")).isFalse();

        fetch(1, "elsewhere", fresh);

        assertThat(use.isUpFor(fresh, "elsewhere")).isFalse();
        assertThat(use.isUpFor(NOON, "home")).isTrue();
        fetch(2, "elsewhere", fresh);
        assertThat(use.isUpFor(fresh, "elsewhere")).isTrue();
        assertThat(use.isUpFor(fresh + 60, "elsewhere")).isFalse();
    }

    @Test
    void a_link_that_was_mailed_before_and_not_used_yet_is_no_fresh_one() {
        fetch(3, "home", NOON);

        assertThat(use.isUpFor(NOON + 5, "home")).isTrue();
    }

    @Test
    void what_others_send_counts_when_it_begins_at_the_beginning() {
        for (var i = 0; i < 3; i++) {
            use.hear(told("file", 0, 0, "home", NOON, NOON, FileDelivery.HANDED_OVER));
            use.hear(told("file", 500, 0, "home", NOON, NOON, FileDelivery.HANDED_OVER));
            assertThat(use.isUpFor(NOON, "home")).isEqualTo(i == 2);
        }
    }

    @Test
    void thousands_of_tiny_parts_take_no_more_than_a_little_room() {
        for (var i = 0L; i < 100_000; i += 2) {
            use.hear(new FileDelivery(
                    "id", "s", "cs_1", "p", "f", "disk", i, 1, 1_000_000, 1, "cut", "home", at(NOON), at(NOON)));
        }

        assertThat(use.isUpFor(NOON, "home")).isFalse();
    }

    private void fetch(int times, String network, long issued) {
        for (var i = 0; i < times; i++) {
            use.hear(told("file", 0, 0, network, issued, issued + 10, ""));
            use.hear(told("file", 0, SIZE, network, issued, issued + 10, FileDelivery.FINISHED));
        }
    }

    private void hear(long first, long sent, String network, long issued) {
        use.hear(told("file", first, sent, network, issued, issued + 10, FileDelivery.CUT));
    }

    private static FileDelivery told(
            String file, long first, long sent, String network, long issued, long now, String end) {
        return new FileDelivery(
                UUID.randomUUID().toString(),
                "example",
                "cs_1",
                "handbook",
                file,
                FileDelivery.DISK,
                first,
                SIZE - first,
                SIZE,
                sent,
                end,
                network,
                at(issued),
                at(now));
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
