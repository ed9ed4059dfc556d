package shop.handover.torture.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/// What goes wrong during a run, and when: a pure function of the seed, or as it is written.
///
/// @param steps in the order of their times
public record Plan(List<Step> steps) {

    private static final int KILLS_IN_ALL = 30;
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d+)(m?s) (kill|stall|[a-z-]+) ([a-z]+)(?: (\\d+)(m?s))?");

    /// Sorts the steps.
    public Plan {
        steps = steps.stream().sorted(Comparator.comparing(Step::at)).toList();
    }

    /// So many kills, spread over the parts as thirty would be, a third as many stalls, two thirds as many faults of
    /// links.
    ///
    /// @param window within which all of it begins
    /// @param longest of stalls
    public static Plan of(long seed, int kills, Duration window, Duration longest) {
        var dice = new Random(seed ^ 0x746f7274L);
        var steps = new ArrayList<Step>();
        for (var part : victims(kills, dice)) {
            steps.add(new Step.Kill(at(dice, window), part));
        }
        for (var part : around(Part.values(), (kills + 2) / 3, dice)) {
            steps.add(new Step.Stall(at(dice, window), part, between(dice, Duration.ofSeconds(5), longest)));
        }
        for (var link : around(Link.values(), kills * 2 / 3, dice)) {
            var trouble = Trouble.values()[dice.nextInt(Trouble.values().length)];
            steps.add(new Step.Strike(
                    at(dice, window), link, trouble, between(dice, Duration.ofSeconds(2), Duration.ofSeconds(8))));
        }
        return new Plan(steps);
    }

    /// Reads a plan: `8s kill fulfillment, 10s stall postgres 6s, 12s blackhole kafka 5s`; empty text for none.
    ///
    /// @throws IllegalArgumentException naming the step that cannot be read
    public static Plan read(String text) {
        return new Plan(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(step -> !step.isEmpty())
                .map(Plan::step)
                .toList());
    }

    /// When the last fault is over; the beginning where there is none.
    public Duration end() {
        return steps.stream()
                .map(step -> step.at().plus(step.lasts()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// How many steps are of that kind.
    public long count(Class<? extends Step> kind) {
        return steps.stream().filter(kind::isInstance).count();
    }

    /// How often a part is killed.
    public long kills(Part part) {
        return steps.stream()
                .filter(step -> step instanceof Step.Kill kill && kill.part() == part)
                .count();
    }

    /// How often a part stands still.
    public long stalls(Part part) {
        return steps.stream()
                .filter(step -> step instanceof Step.Stall stall && stall.part() == part)
                .count();
    }

    /// How often a link is struck.
    public long strikes(Link link) {
        return steps.stream()
                .filter(step -> step instanceof Step.Strike strike && strike.link() == link)
                .count();
    }

    private static Step step(String text) {
        var found = WRITTEN.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException(
                    "a fault reads `8s kill fulfillment`, `8s stall kafka 5s` or `8s blackhole postgres 5s`, not "
                            + text);
        }
        var at = time(found.group(1), found.group(2));
        if (found.group(3).equals("kill")) {
            return new Step.Kill(at, named(Part.values(), found.group(4)));
        }
        if (found.group(5) == null) {
            throw new IllegalArgumentException("how long does it last? " + text);
        }
        var lasts = time(found.group(5), found.group(6));
        return found.group(3).equals("stall")
                ? new Step.Stall(at, named(Part.values(), found.group(4)), lasts)
                : new Step.Strike(
                        at, named(Link.values(), found.group(4)), named(Trouble.values(), found.group(3)), lasts);
    }

    private static Duration time(String number, String unit) {
        return unit.equals("s")
                ? Duration.ofSeconds(Long.parseLong(number))
                : Duration.ofMillis(Long.parseLong(number));
    }

    private static <E extends Enum<E>> E named(E[] all, String name) {
        return Arrays.stream(all)
                .filter(one -> one.name().equals(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no " + name + " among " + Arrays.toString(all)));
    }

    // Whole shares first; who is next in the rest is drawn.
    private static List<Part> victims(int kills, Random dice) {
        var victims = new ArrayList<Part>();
        var rest = new ArrayList<Part>();
        for (var part : Part.values()) {
            var share = kills * part.kills();
            victims.addAll(Collections.nCopies(share / KILLS_IN_ALL, part));
            rest.addAll(Collections.nCopies(share % KILLS_IN_ALL, part));
        }
        Collections.shuffle(rest, dice);
        for (var part : rest.stream().distinct().toList()) {
            if (victims.size() < kills) {
                victims.add(part);
            }
        }
        return victims;
    }

    private static <E> List<E> around(E[] all, int wanted, Random dice) {
        var round = new ArrayList<>(List.of(all));
        Collections.shuffle(round, dice);
        var drawn = new ArrayList<E>();
        for (var i = 0; i < wanted; i++) {
            drawn.add(round.get(i % round.size()));
        }
        return drawn;
    }

    private static Duration at(Random dice, Duration window) {
        return Duration.ofMillis((long) (window.toMillis() * (0.05 + 0.95 * dice.nextDouble())));
    }

    private static Duration between(Random dice, Duration least, Duration most) {
        return least.plusMillis((long) (most.minus(least).toMillis() * dice.nextDouble()));
    }

    @Override
    public String toString() {
        return String.join(", ", steps.stream().map(Step::toString).toList());
    }
}
