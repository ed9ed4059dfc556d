package shop.handover.fulfillment.mail;

/// A mail ready to be sent. Addresses are checked, names and subject are one line.
///
/// @param messageId without angle brackets; the same for each try of one mail, so that a mailbox can tell a repeat
public record Letter(
        String messageId, Sender from, String to, String replyTo, String subject, String text, String html) {

    /// Who writes.
    ///
    /// @param name one line; may be empty
    public record Sender(String name, String address) {}

    /// Refuses what could become a second header.
    public Letter {
        Address.require(from.address());
        Address.require(to);
        Address.require(replyTo);
        if (!OneLine.of(subject).equals(subject) || !OneLine.of(from.name()).equals(from.name())) {
            throw new IllegalArgumentException("a header is one line");
        }
    }

    /// Keeps personal data out of logs.
    @Override
    public String toString() {
        return "Letter[" + messageId + "]";
    }
}
