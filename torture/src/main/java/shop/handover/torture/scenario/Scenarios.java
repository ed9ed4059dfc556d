package shop.handover.torture.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// All stories of a run: a pure function of its seed. The same seed tells the same stories on every machine.
public final class Scenarios {

    private static final List<String> SLUGS =
            List.of("kubernetes-starter-stack", "postfix-relay-handbook", "community-supporter");

    private Scenarios() {}

    /// As many stories as wanted, mixed by the shares of [Kind]; from a hundred on every kind occurs.
    public static List<Scenario> of(long seed, int wanted) {
        var dice = new Random(seed);
        var kinds = kinds(wanted);
        Collections.shuffle(kinds, dice);
        var all = new ArrayList<Scenario>(wanted);
        for (var kind : kinds) {
            all.add(one(all.size(), kind, dice));
        }
        return List.copyOf(all);
    }

    private static List<Kind> kinds(int wanted) {
        var kinds = new ArrayList<Kind>();
        for (var kind : Kind.values()) {
            var least = wanted >= 100 ? 1 : 0;
            kinds.addAll(Collections.nCopies(Math.max(least, Math.round(wanted * kind.share() / 1000f)), kind));
        }
        while (kinds.size() < wanted) {
            kinds.add(Kind.PAID);
        }
        // The commonest kind stands first and gives way.
        return new ArrayList<>(kinds.subList(kinds.size() - wanted, kinds.size()));
    }

    private static Scenario one(int number, Kind kind, Random dice) {
        var slug = SLUGS.get(dice.nextInt(SLUGS.size()));
        var currency = dice.nextInt(5) == 0 ? "usd" : "eur";
        var mood = mood(dice.nextInt(1000));
        return switch (kind) {
            case FREE -> new Scenario(number, kind, "community-supporter", currency, mood);
            // A bank debit is in euro.
            case PAID_LATER, FAILED_LATER -> new Scenario(number, kind, slug, "eur", mood);
            default -> new Scenario(number, kind, slug, currency, mood);
        };
    }

    private static Mood mood(int die) {
        if (die < 30) {
            return Mood.GREYLISTING;
        }
        if (die < 36) {
            return Mood.REFUSING;
        }
        return die < 42 ? Mood.SILENT : Mood.WILLING;
    }
}
