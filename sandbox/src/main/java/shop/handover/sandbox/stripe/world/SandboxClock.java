package shop.handover.sandbox.stripe.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Time inside the sandbox: the machine's, moved forward at will. Webhook signatures carry the machine's time,
/// for the receiver checks them against its own clock.
public final class SandboxClock extends Clock {

    private final Clock machine;
    private volatile Duration ahead = Duration.ZERO;

    public SandboxClock(Clock machine) {
        this.machine = machine;
    }

    /// Moves the clock; a negative duration moves it back.
    public void move(Duration by) {
        ahead = ahead.plus(by);
    }

    /// How far the sandbox is ahead of the machine.
    public Duration ahead() {
        return ahead;
    }

    /// Unix seconds, as Stripe writes `created`.
    public long seconds() {
        return instant().getEpochSecond();
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
