package shop.handover.page;

/// Addresses shortened for a screen that others may see.
final class Masked {

    private Masked() {}

    /// First and last letter of the mailbox and the whole domain; a mailbox of one or two letters keeps only its first.
    static String email(String address) {
        var at = address.lastIndexOf('@');
        if (at < 1) {
            return "…";
        }
        var mailbox = address.substring(0, at);
        var end = mailbox.codePointCount(0, mailbox.length()) > 2
                ? mailbox.substring(mailbox.offsetByCodePoints(mailbox.length(), -1))
                : "";
        return mailbox.substring(0, mailbox.offsetByCodePoints(0, 1)) + "…" + end + address.substring(at);
    }
}
