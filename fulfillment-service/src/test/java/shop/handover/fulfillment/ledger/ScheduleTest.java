package shop.handover.fulfillment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.fulfillment.ledger.Runs.Memory;
import shop.handover.fulfillment.ledger.Span.Reach;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScheduleTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration EVERY = Duration.ofMinutes(15);

    @Test
    void an_empty_diary_asks_for_all_that_stripe_tells() {
        assertThat(due(Optional.empty(), Optional.empty(), Optional.empty()))
                .get()
                .extracting(Span::reach)
                .isEqualTo(Reach.MONTH);
    }

    @Test
    void a_look_that_began_lately_is_enough_however_it_ended() {
        assertThat(due(ago(14), Optional.empty(), Optional.empty())).isEmpty();
        assertThat(due(ago(15), ago(15), ago(60))).isPresent();
    }

    @Test
    void by_day_a_day_is_looked_back() {
        assertThat(due(ago(20), ago(20), ago(8 * 60)))
                .contains(new Span(Reach.DAY, NOON.minus(Duration.ofDays(1)), Optional.empty()));
    }

    @Test
    void after_three_in_the_morning_of_the_shop_all_is_looked_at_once() {
        assertThat(due(ago(20), ago(20), ago(11 * 60)))
                .get()
                .extracting(Span::reach)
                .isEqualTo(Reach.MONTH);
    }

    @Test
    void what_was_missed_while_stripe_was_away_is_looked_at_too() {
        assertThat(Span.day(NOON, NOON.minus(Duration.ofDays(3))).since()).isEqualTo(NOON.minus(Duration.ofDays(4)));
        assertThat(Span.day(NOON, NOON.minus(Duration.ofDays(300))).since())
                .isEqualTo(Span.month(NOON).since());
    }

    // Three in the morning in Berlin is two by UTC, ten hours before.
    private static Optional<Span> due(Optional<Instant> began, Optional<Instant> good, Optional<Instant> whole) {
        return Schedule.due(new Memory(began, good, whole), EVERY, Clock.fixed(NOON, ZoneId.of("Europe/Berlin")));
    }

    private static Optional<Instant> ago(int minutes) {
        return Optional.of(NOON.minus(Duration.ofMinutes(minutes)));
    }
}
