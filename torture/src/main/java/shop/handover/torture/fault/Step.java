package shop.handover.torture.fault;

import java.time.Duration;

/// One fault of a plan. Times count from the first buyer.
public sealed interface Step {

    /// When it strikes.
    Duration at();

    /// How long it lasts; nothing for a kill, which is over at once.
    Duration lasts();

    /// SIGKILL.
    record Kill(Duration at, Part part) implements Step {

        @Override
        public Duration lasts() {
            return Duration.ZERO;
        }

        @Override
        public String toString() {
            return seconds(at) + " kill " + part.title();
        }
    }

    /// SIGSTOP, and after a while SIGCONT.
    record Stall(Duration at, Part part, Duration lasts) implements Step {

        @Override
        public String toString() {
            return seconds(at) + " stall " + part.title() + " " + seconds(lasts);
        }
    }

    /// Trouble on a link.
    record Strike(Duration at, Link link, Trouble trouble, Duration lasts) implements Step {

        @Override
        public String toString() {
            return seconds(at) + " " + trouble.title() + " " + link.title() + " " + seconds(lasts);
        }
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
