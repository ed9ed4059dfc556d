package shop.handover.torture.scenario;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScenariosTest {

    private static final Duration SPAN = Duration.ofSeconds(40);

    @Test
    void a_seed_tells_the_same_stories_again() {
        assertThat(Scenarios.of(7, 500)).isEqualTo(Scenarios.of(7, 500)).isNotEqualTo(Scenarios.of(8, 500));
    }

    @Test
    void the_mix_is_the_one_that_is_promised() {
        var kinds = Scenarios.of(7, 10_000).stream().collect(groupingBy(Scenario::kind, counting()));

        assertThat(kinds)
                .containsEntry(Kind.PAID, 8_000L)
                .containsEntry(Kind.PAID_LATER, 250L)
                .containsEntry(Kind.FAILED_LATER, 250L)
                .containsEntry(Kind.REFUNDED_FIRST, 250L)
                .containsEntry(Kind.FREE, 200L)
                .containsEntry(Kind.DISPUTE_LOST, 30L)
                .hasSize(Kind.values().length);
    }

    @Test
    void a_short_run_has_as_many_stories_as_asked_for_and_every_kind() {
        var stories = Scenarios.of(7, 500);

        assertThat(stories).hasSize(500);
        assertThat(stories).extracting(Scenario::kind).contains(Kind.values());
    }

    @Test
    void nobody_shares_an_address() {
        assertThat(Scenarios.of(7, 500)).extracting(Scenario::email).doesNotHaveDuplicates();
    }

    @Test
    void a_mood_is_read_from_the_address_it_is_part_of() {
        assertThat(List.of(Mood.values()))
                .allSatisfy(mood -> assertThat(Mood.of(mood.address(3))).isEqualTo(mood));
    }

    @Test
    void events_are_told_once_to_five_times_within_the_span() {
        var tellings = Scenarios.of(7, 1_000).stream()
                .map(story -> Telling.of(7, story, 0, true, SPAN))
                .toList();

        assertThat(tellings).extracting(telling -> telling.waits().size()).contains(1, 2, 3, 4, 5);
        assertThat(tellings)
                .flatExtracting(Telling::waits)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ZERO, SPAN));
    }

    @Test
    void where_the_bank_comes_first_the_payment_is_told_of_after_it() {
        var story = new Scenario(1, Kind.REFUNDED_FIRST, "community-supporter", "eur", Mood.WILLING);

        var refund = Telling.of(7, story, 1, false, SPAN);
        var payment = Telling.of(7, story, 0, true, SPAN);

        assertThat(refund.waits()).allMatch(wait -> wait.compareTo(SPAN.dividedBy(4)) <= 0);
        assertThat(payment.waits()).allMatch(wait -> wait.compareTo(SPAN.dividedBy(2)) >= 0);
    }
}
