package shop.handover.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shop.handover.torture.check.Collector;
import shop.handover.torture.check.Lag;
import shop.handover.torture.fault.Plan;
import shop.handover.torture.tell.Sender;

/// When everything that was owed is done: every delivery answered, every record behind fulfillment, every mail and
/// state gone out.
final class Rest {

    private final Sender sender;
    private final Lag lag;
    private final Collector collector;
    private final Plan plan;
    private final Instant begun;
    private volatile String trouble = "";

    Rest(Sender sender, Lag lag, Collector collector, Plan plan, Instant begun) {
        this.sender = sender;
        this.lag = lag;
        this.collector = collector;
        this.plan = plan;
        this.begun = begun;
    }

    /// How long it took after the last fault, or after the last delivery fell due where that was later; empty where the
    /// patience ended first.
    Optional<Duration> await(Duration patience) throws InterruptedException {
        var from = later(begun.plus(plan.end()), sender.lastDue());
        var deadline = later(from, Instant.now()).plus(patience);
        while (Instant.now().isBefore(deadline)) {
            if (isAtRest()) {
                var took = Duration.between(from, Instant.now());
                return Optional.of(took.isNegative() ? Duration.ZERO : took);
            }
            Thread.sleep(250);
        }
        return Optional.empty();
    }

    /// What was not done when it was last looked.
    List<String> trouble() {
        return trouble.isEmpty() ? List.of() : List.of(trouble);
    }

    private boolean isAtRest() throws InterruptedException {
        var outstanding = sender.outstanding();
        if (outstanding > 0) {
            trouble = outstanding + " deliveries are not answered";
            return false;
        }
        var behind = lag.look();
        if (behind.orElse(1) > 0) {
            trouble = behind.isEmpty() ? "the broker does not say how far fulfillment is" : behind + " records behind";
            return false;
        }
        var owed = collector.owed();
        trouble = owed > 0 ? owed + " mails and states are owed" : "";
        return owed == 0;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
