package shop.handover.sandbox.stripe.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Time inside the sandbox: the machine's, moved forward at will, and still so after a restart where a folder keeps it.
/// Webhook signatures carry the machine's time, for the receiver checks them against its own clock.
public final class SandboxClock extends Clock {

    private final Clock machine;
    private final Optional<Path> file;
    private volatile Duration ahead;

    /// @param folder where it is kept how far the clock was moved; empty: nowhere
    public SandboxClock(Clock machine, Optional<Path> folder) {
        this.machine = machine;
        this.file = folder.map(f -> f.resolve("clock-ahead"));
        this.ahead = file.filter(Files::exists).map(SandboxClock::read).orElse(Duration.ZERO);
    }

    private static Duration read(Path file) {
        try {
            return Duration.parse(Files.readString(file).strip());
        } catch (IOException | DateTimeParseException e) {
            throw new IllegalStateException("the sandbox's clock cannot be read from " + file + "; remove it", e);
        }
    }

    /// Moves the clock; a negative duration moves it back.
    public synchronized void move(Duration by) {
        ahead = ahead.plus(by);
        file.ifPresent(f -> {
            try {
                Files.createDirectories(f.getParent());
                Files.writeString(f, ahead + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
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
