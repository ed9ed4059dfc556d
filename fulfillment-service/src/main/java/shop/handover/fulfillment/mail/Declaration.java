package shop.handover.fulfillment.mail;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// A withdrawal as somebody declared it on our page. Kept with the mails that repeat it, which have to say what was
/// declared and when.
///
/// @param at when it arrived
/// @param name as typed; one line
/// @param email as typed; may be no address
/// @param text the order or product, as typed; one line
public record Declaration(Instant at, String name, String email, String text) {

    private static final String BETWEEN = "\n";

    /// Makes single lines of what was typed.
    public Declaration {
        name = OneLine.of(name);
        email = OneLine.of(email);
        text = OneLine.of(text);
    }

    /// As a mail keeps it.
    public String kept() {
        return String.join(BETWEEN, at.toString(), name, email, text);
    }

    /// What was kept, read again.
    ///
    /// @throws IllegalArgumentException where it is something else
    public static Declaration parse(String kept) {
        return of(kept).orElseThrow(() -> new IllegalArgumentException("not a declaration"));
    }

    /// What a mail kept; empty where it kept something else.
    static Optional<Declaration> of(String kept) {
        var lines = kept.split(BETWEEN, -1);
        try {
            return lines.length == 4
                    ? Optional.of(new Declaration(Instant.parse(lines[0]), lines[1], lines[2], lines[3]))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// Keeps personal data out of logs.
    @Override
    public String toString() {
        return "Declaration[" + at + "]";
    }
}
