package shop.handover.torture.house;

import java.time.Duration;
import java.util.OptionalLong;

/// A process of the house under its supervisor: whatever ends it, it is started again half a second later.
public interface Worker {

    /// How long a supervisor waits before it starts a process again.
    Duration PAUSE = Duration.ofMillis(500);

    /// Starts it; whether it serves yet is asked of [#serves].
    void start();

    /// Whether it answers.
    boolean serves();

    /// SIGKILL, also while it stands still.
    void kill();

    /// SIGSTOP to it and all its children.
    void stall();

    /// SIGCONT to the same.
    void resume();

    /// Ends it for good.
    void end();

    /// Its process id; empty while it does not run.
    OptionalLong pid();
}
