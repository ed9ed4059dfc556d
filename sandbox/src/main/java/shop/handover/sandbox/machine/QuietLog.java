package shop.handover.sandbox.machine;

import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Logging of the sandbox's own processes, named on the command line as `java.util.logging.config.class`:
/// our messages, and of the libraries only what went wrong.
public final class QuietLog {

    // A logger nobody holds is collected, and its level with it.
    private static final Logger OURS = Logger.getLogger("shop.handover");

    public QuietLog() {
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
        var console = new ConsoleHandler();
        console.setLevel(Level.INFO);
        root.addHandler(console);
    }
}
