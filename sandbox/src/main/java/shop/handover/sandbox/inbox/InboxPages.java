package shop.handover.sandbox.inbox;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The inbox for people: a list, and a mail with its parts.
final class InboxPages {

    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.systemDefault());
    private static final Map<String, String> LOOK = Map.of(
            "tokens.css", "text/css",
            "base.css", "text/css",
            "sandbox.css", "text/css",
            "inbox.css", "text/css",
            "mark.svg", "image/svg+xml");

    /// A file of the pages' look.
    record Look(String type, byte[] bytes) {}

    private final Mails mails;
    private final Template list = template("list.html");
    private final Template mail = template("mail.html");

    InboxPages(Mails mails) {
        this.mails = mails;
    }

    String list() {
        var all = mails.newestFirst();
        return list.data("mails", all.stream().map(this::row).toList())
                .data("count", all.size())
                .render();
    }

    private Map<String, Object> row(Mail mail) {
        return Map.of(
                "id", mail.id(),
                "time", time(mail.arrived()),
                "from", mail.from().toString(),
                "to", String.join(", ", mail.recipients()),
                "subject", mail.subject().isBlank() ? "(no subject)" : mail.subject(),
                "snippet", mail.snippet(),
                "fresh", !mails.isRead(mail));
    }

    String mail(Mail opened) {
        String headers = opened.headers().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
                .collect(Collectors.joining("\n"));
        return mail.data("mail", row(opened))
                .data(
                        "replyTo",
                        opened.replyTo().stream().map(Address::toString).collect(Collectors.joining(", ")))
                .data("html", !opened.html().isBlank())
                .data("text", opened.text())
                .data("headers", headers)
                .data("attachments", String.join(", ", opened.attachments()))
                .render();
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    Optional<Look> look(String file) {
        return Optional.ofNullable(LOOK.get(file)).map(type -> new Look(type, resource(folder(file) + file)));
    }

    private static String folder(String file) {
        return file.equals("inbox.css") ? "" : "/shop/handover/sandbox/look/";
    }

    private static Template template(String name) {
        return ENGINE.parse(
                new String(resource(name), StandardCharsets.UTF_8), Variant.forContentType(Variant.TEXT_HTML));
    }

    private static byte[] resource(String name) {
        try (InputStream in = InboxPages.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
