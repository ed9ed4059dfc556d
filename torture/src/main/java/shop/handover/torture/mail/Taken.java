package shop.handover.torture.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// A mail the relay took: who it is for and when its dialogue began and ended.
///
/// @param messageId without angle brackets
/// @param began when the client had connected
/// @param link to the files, whole; empty where the mail holds none
public record Taken(String messageId, String to, Instant began, Instant taken, Optional<String> link) {

    private static final Pattern ID = Pattern.compile("([a-z_]+)\\.(\\d+)\\.(cs_[A-Za-z0-9_]+)@.*");

    /// The kind of mail, as its Message-ID tells: `confirmation`, `sale`, …; empty where it is not one of the house's.
    public String kind() {
        var found = ID.matcher(messageId);
        return found.matches() ? found.group(1) : "";
    }

    /// The session the mail is about; empty where it tells none.
    public String session() {
        var found = ID.matcher(messageId);
        return found.matches() ? found.group(3) : "";
    }

    /// Whether it goes to a buyer and not to the shop.
    public boolean toBuyer() {
        return to.startsWith("buyer-");
    }
}
