package shop.handover.sandbox.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A mail that arrived.
///
/// @param id ours; in the order of arrival
/// @param messageId as the sender set it, without angle brackets
/// @param recipients whom the SMTP dialogue named, hidden copies included
/// @param text the plain part, empty where there is none
/// @param html the HTML part, empty where there is none
/// @param attachments names of the files that came along
/// @param raw the bytes as sent, below a line for sender and recipients each
public record Mail(
        String id,
        String messageId,
        Instant arrived,
        Instant date,
        Address from,
        List<Address> to,
        List<Address> cc,
        List<Address> replyTo,
        List<String> recipients,
        String subject,
        String text,
        String html,
        Map<String, List<String>> headers,
        List<String> attachments,
        byte[] raw) {

    /// The values of a header in their order; none where it is missing. Case does not matter.
    public List<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(List.of());
    }

    /// Hidden copies: recipients whom neither To nor Cc names.
    List<Address> bcc() {
        return recipients.stream()
                .filter(recipient -> to.stream().noneMatch(address -> same(address, recipient))
                        && cc.stream().noneMatch(address -> same(address, recipient)))
                .map(recipient -> new Address("", recipient))
                .toList();
    }

    private static boolean same(Address address, String recipient) {
        return address.address().equalsIgnoreCase(recipient);
    }

    String snippet() {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }

    boolean says(String word) {
        String everything =
                String.join("\n", subject, text, html, from.toString(), to.toString(), recipients.toString());
        return everything.toLowerCase(Locale.ROOT).contains(word);
    }
}
