package shop.handover.torture.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// How often and when Stripe tells of one event, counted from when it happened; a pure function of the seed, the story
/// and the event's place in it.
///
/// @param waits one for each delivery, in no order
/// @param twin whether the same happening is told under a second event id as well
/// @param badlySigned whether somebody else tells of it too, without knowing the secret
public record Telling(List<Duration> waits, boolean twin, boolean badlySigned) {

    // Of a hundred: once to five times, 2.4 on average.
    private static final int[] TIMES = {35, 60, 77, 90, 100};

    /// @param place of the event in its story, from 0
    /// @param payment whether it tells of the payment, not of what the bank did later
    /// @param span within which deliveries are spread
    public static Telling of(long seed, Scenario story, int place, boolean payment, Duration span) {
        var dice = new SplittableRandom(seed * 1_000_003 + story.number() * 31L + place);
        var times = times(dice.nextInt(100));
        var waits = new ArrayList<Duration>();
        for (var i = 0; i < times; i++) {
            waits.add(wait(story.kind(), payment, dice.nextDouble(), span));
        }
        return new Telling(List.copyOf(waits), dice.nextInt(10) == 0, dice.nextInt(100) == 0);
    }

    private static int times(int die) {
        var times = 1;
        while (die >= TIMES[times - 1]) {
            times++;
        }
        return times;
    }

    private static Duration wait(Kind kind, boolean payment, double die, Duration span) {
        var early = kind.bankFirst() && !payment || kind.bankLater() && payment;
        var late = kind.bankFirst() && payment || kind.bankLater() && !payment;
        var share = early ? die * 0.25 : late ? 0.5 + die * 0.5 : die;
        return Duration.ofMillis((long) (span.toMillis() * share));
    }
}
