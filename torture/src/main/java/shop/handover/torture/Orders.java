package shop.handover.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import shop.handover.torture.fault.Plan;

/// What a run is asked for.
///
/// @param root of the project, with its services packaged
/// @param folder for all the run keeps; emptied first
/// @param seed the same seed tells the same stories and plans the same faults
/// @param sessions buyers, ten of them a second, twenty in a long run
/// @param kills with a third as many stalls and two thirds as many faults of links
/// @param faults a plan in the place of the seed's
/// @param patience how long the house may take to come to rest after the last fault
/// @param longest how long it is waited for before what is missing is called lost; a machine may be busy
public record Orders(
        Path root,
        Path folder,
        long seed,
        int sessions,
        int kills,
        Optional<Plan> faults,
        Duration patience,
        Duration longest) {

    /// Waits a quarter of an hour.
    public static final Duration USUAL = Duration.ofMinutes(15);

    private static final int BUYERS_PER_SECOND = 10;
    private static final int BUYERS_PER_SECOND_OF_A_LONG_RUN = 20;

    /// Refuses what cannot be run, naming it.
    public Orders {
        if (sessions < 1 || sessions > 100_000) {
            throw new IllegalArgumentException("--sessions takes 1 to 100000, not " + sessions);
        }
        if (kills < 0 || kills > 1_000) {
            throw new IllegalArgumentException("--kills takes 0 to 1000, not " + kills);
        }
    }

    /// Whether stalls last up to 45 seconds and deliveries are spread over as much, which a short run has no time for.
    boolean isLong() {
        return sessions >= 2_000;
    }

    /// Within which buyers come and faults begin.
    Duration window() {
        return Duration.ofMillis(sessions * 1_000L / (isLong() ? BUYERS_PER_SECOND_OF_A_LONG_RUN : BUYERS_PER_SECOND));
    }

    /// Within which the deliveries of one event are spread.
    Duration span() {
        return Duration.ofSeconds(isLong() ? 40 : 15);
    }

    Duration longestStall() {
        return Duration.ofSeconds(isLong() ? 45 : 8);
    }

    Duration lease() {
        return longestStall().plusSeconds(isLong() ? 5 : 12);
    }

    Plan plan() {
        return faults.orElseGet(() -> Plan.of(seed, kills, window(), longestStall()));
    }

    /// A half of a percent of some three deliveries a session, and each kind at least once.
    int poison() {
        return Math.max(6, sessions * 3 / 200);
    }
}
