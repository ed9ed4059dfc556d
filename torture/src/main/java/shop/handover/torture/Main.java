package shop.handover.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import shop.handover.torture.fault.Plan;

/// `--root PATH --folder PATH [--seed N] [--sessions N] [--kills N] [--faults PLAN] [--patience SECONDS]
/// [--wait SECONDS]`. What a run keeps lies in the folder's `seed-N`. Exit status 0 only where every gate holds, 1
/// where one does not, 2 where the run could not be made.
public final class Main {

    private Main() {}

    /// See above.
    public static void main(String[] words) throws InterruptedException {
        try {
            var orders = orders(words);
            var verdict = Run.of(orders);
            System.out.println(
                    verdict.holds()
                            ? "torture: every gate holds; seed " + orders.seed()
                            : "torture: broken: " + String.join(", ", verdict.broken()) + "; again with --seed "
                                    + orders.seed());
            System.exit(verdict.holds() ? 0 : 1);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.out.println("torture: " + e.getMessage());
            System.exit(2);
        }
    }

    private static Orders orders(String... words) {
        Map<String, String> given = new HashMap<>();
        for (var i = 0; i < words.length; i += 2) {
            if (!words[i].matches("--(root|folder|seed|sessions|kills|faults|patience|wait)")
                    || i + 1 == words.length) {
                throw new IllegalArgumentException(
                        "takes --seed, --sessions, --kills, --patience, --wait (numbers) and --faults (a plan), not "
                                + words[i]);
            }
            given.put(words[i].substring(2), words[i + 1]);
        }
        var sessions = number(given, "sessions", 500);
        var seed = number(given, "seed", ThreadLocalRandom.current().nextInt(1, 1_000_000));
        return new Orders(
                Path.of(given.get("root")).toAbsolutePath().normalize(),
                Path.of(given.get("folder")).toAbsolutePath().normalize().resolve("seed-" + seed),
                seed,
                Math.toIntExact(sessions),
                Math.toIntExact(number(given, "kills", sessions >= 2_000 ? 30 : 6)),
                Optional.ofNullable(given.get("faults")).map(Plan::read),
                Duration.ofSeconds(number(given, "patience", 60)),
                Duration.ofSeconds(number(given, "wait", Orders.USUAL.toSeconds())));
    }

    private static long number(Map<String, String> given, String name, long otherwise) {
        var text = given.getOrDefault(name, Long.toString(otherwise));
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("--" + name + " takes a number, not " + text);
        }
        return Long.parseLong(text);
    }
}
