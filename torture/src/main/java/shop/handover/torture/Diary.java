package shop.handover.torture;

import java.time.Duration;
import java.time.Instant;

/// Says what happens, with the seconds since the run began.
final class Diary {

    private final Instant begun = Instant.now();

    void say(String line) {
        System.out.printf(
                "  %4d s  %s%n", Duration.between(begun, Instant.now()).toSeconds(), line);
    }

    void say(String format, Object... values) {
        say(String.format(format, values));
    }
}
