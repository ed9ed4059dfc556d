package shop.handover.sandbox.inbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// Mails as Mailpit's JSON interface tells them, so that whatever reads Mailpit reads this too.
///
/// @see <a href="https://mailpit.axllent.org/docs/api-v1/">Mailpit: API</a>
final class MailpitJson {

    private final Mails mails;

    MailpitJson(Mails mails) {
        this.mails = mails;
    }

    JsonObject list(List<Mail> found, int start, int limit) {
        var page = found.stream().skip(start).limit(limit).map(this::summary).toList();
        var all = mails.newestFirst();
        return new JsonObject()
                .put("total", all.size())
                .put("unread", unread(all))
                .put("count", page.size())
                .put("messages_count", found.size())
                .put("messages_unread", unread(found))
                .put("start", start)
                .put("tags", new JsonArray())
                .put("messages", new JsonArray(page));
    }

    private long unread(List<Mail> among) {
        return among.stream().filter(mail -> !mails.isRead(mail)).count();
    }

    private JsonObject summary(Mail mail) {
        return people(mail)
                .put("Read", mails.isRead(mail))
                .put("Created", mail.arrived().toString())
                .put("Attachments", mail.attachments().size())
                .put("Snippet", mail.snippet());
    }

    JsonObject whole(Mail mail) {
        return people(mail)
                .put("ReturnPath", String.join("", mail.header("Return-Path")).replaceAll("[<>]", ""))
                .put("Date", mail.date().toString())
                .put("Text", mail.text())
                .put("HTML", mail.html())
                .put("Inline", new JsonArray())
                .put(
                        "Attachments",
                        new JsonArray(mail.attachments().stream()
                                .map(name -> new JsonObject().put("FileName", name))
                                .toList()));
    }

    JsonObject headers(Mail mail) {
        var headers = new JsonObject();
        mail.headers().forEach((name, values) -> headers.put(name, new JsonArray(values)));
        return headers;
    }

    private static JsonObject people(Mail mail) {
        return new JsonObject()
                .put("ID", mail.id())
                .put("MessageID", mail.messageId())
                .put("From", address(mail.from()))
                .put("To", addresses(mail.to()))
                .put("Cc", addresses(mail.cc()))
                .put("Bcc", addresses(mail.bcc()))
                .put("ReplyTo", addresses(mail.replyTo()))
                .put("Subject", mail.subject())
                .put("Username", "")
                .put("Tags", new JsonArray())
                .put("Size", mail.raw().length);
    }

    private static JsonArray addresses(List<Address> addresses) {
        return new JsonArray(addresses.stream().map(MailpitJson::address).toList());
    }

    private static JsonObject address(Address address) {
        return new JsonObject().put("Name", address.name()).put("Address", address.address());
    }
}
