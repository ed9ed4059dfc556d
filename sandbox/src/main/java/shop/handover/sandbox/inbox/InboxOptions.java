package shop.handover.sandbox.inbox;

import java.nio.file.Path;
import java.util.Optional;

/// How an inbox is to be set up.
///
/// @param host the address to listen on
/// @param smtpPort 0 takes a free one
/// @param httpPort of page and JSON, likewise
/// @param folder where mails are kept over a restart; without one they are in memory only
/// @param history how many mails are kept; the oldest give way
public record InboxOptions(String host, int smtpPort, int httpPort, Optional<Path> folder, int history) {

    /// Free ports, nothing kept: what a test wants.
    public static InboxOptions forTests() {
        return new InboxOptions("127.0.0.1", 0, 0, Optional.empty(), 10_000);
    }
}
