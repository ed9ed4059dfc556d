package shop.handover.sandbox.inbox;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Reads the bytes of a mail. A mail that cannot be read is still shown, as its source.
final class MailReader {

    private static final Session SESSION = Session.getInstance(new Properties());

    private String text = "";
    private String html = "";
    private final List<String> attachments = new ArrayList<>();

    private MailReader() {}

    static Mail read(String id, Instant arrived, byte[] raw) {
        try {
            return new MailReader().parse(id, arrived, raw);
        } catch (MessagingException | IOException e) {
            var unknown = new Address("", "");
            return new Mail(
                    id,
                    "",
                    arrived,
                    arrived,
                    unknown,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    "(cannot be read: " + e.getMessage() + ")",
                    new String(raw, StandardCharsets.UTF_8),
                    "",
                    Map.of(),
                    List.of(),
                    raw);
        }
    }

    private Mail parse(String id, Instant arrived, byte[] raw) throws MessagingException, IOException {
        var message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
        walk(message);
        Map<String, List<String>> headers = headers(message);
        return new Mail(
                id,
                Optional.ofNullable(message.getMessageID()).orElse("").replaceAll("[<>]", ""),
                arrived,
                Optional.ofNullable(message.getSentDate()).map(Date::toInstant).orElse(arrived),
                addresses(message.getFrom()).stream().findFirst().orElse(new Address("", "")),
                addresses(message.getRecipients(RecipientType.TO)),
                addresses(message.getRecipients(RecipientType.CC)),
                message.getHeader("Reply-To") == null ? List.of() : addresses(message.getReplyTo()),
                headers.getOrDefault("Delivered-To", List.of()),
                Optional.ofNullable(message.getSubject()).orElse(""),
                text,
                html,
                headers,
                List.copyOf(attachments),
                raw);
    }

    private void walk(Part part) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                walk(parts.getBodyPart(i));
            }
        } else if (part.getFileName() != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            attachments.add(Optional.ofNullable(part.getFileName()).orElse("unnamed"));
        } else if (part.isMimeType("text/html") && html.isEmpty()) {
            html = String.valueOf(part.getContent());
        } else if (part.isMimeType("text/*") && text.isEmpty()) {
            text = String.valueOf(part.getContent());
        }
    }

    private static Map<String, List<String>> headers(MimeMessage message) throws MessagingException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (var header : Collections.list(message.getAllHeaders())) {
            headers.computeIfAbsent(header.getName(), _ -> new ArrayList<>()).add(header.getValue());
        }
        return headers;
    }

    private static List<Address> addresses(jakarta.mail.Address[] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses).map(MailReader::address).toList();
    }

    private static Address address(jakarta.mail.Address address) {
        return address instanceof InternetAddress internet
                ? new Address(Optional.ofNullable(internet.getPersonal()).orElse(""), internet.getAddress())
                : new Address("", address.toString());
    }
}
