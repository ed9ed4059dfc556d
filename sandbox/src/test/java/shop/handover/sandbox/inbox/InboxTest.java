package shop.handover.sandbox.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InboxTest {

    @TempDir
    Path folder;

    private Inbox inbox = Inbox.start(InboxOptions.forTests());

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void a_mail_is_told_as_mailpit_would_tell_it() throws Exception {
        send("Your download: Größe", "Hello\r\n.one dot in front\r\nGreetings from Köln", "<p>Hello</p>");

        JsonObject list = get("/api/v1/messages?limit=10");
        JsonObject first = list.getJsonArray("messages").getJsonObject(0);
        assertThat(list.getInteger("total")).isEqualTo(1);
        assertThat(list.getInteger("unread")).isEqualTo(1);
        assertThat(first.getString("Subject")).isEqualTo("Your download: Größe");
        assertThat(first.getJsonObject("From").getString("Address")).isEqualTo("shop@shop.example");
        assertThat(first.getJsonObject("From").getString("Name")).isEqualTo("Example Shop");
        assertThat(first.getJsonArray("ReplyTo").getJsonObject(0).getString("Address"))
                .isEqualTo("support@shop.example");

        JsonObject mail = get("/api/v1/message/" + first.getString("ID"));
        assertThat(mail.getString("Text")).contains(".one dot in front").contains("Köln");
        assertThat(mail.getString("HTML")).contains("<p>Hello</p>");
        assertThat(mail.getJsonArray("To").getJsonObject(0).getString("Address"))
                .isEqualTo("buyer@example.com");
        assertThat(mail.getJsonArray("Bcc").getJsonObject(0).getString("Address"))
                .isEqualTo("archive@shop.example");
        assertThat(get("/api/v1/message/latest/headers").getJsonArray("Auto-Submitted"))
                .containsExactly("auto-generated");
        assertThat(get("/api/v1/messages").getInteger("unread")).isZero();
    }

    @Test
    void a_search_finds_by_place_and_by_words() throws Exception {
        send("One: Handbook", "first", "");
        send("Two: Stack", "second", "");

        assertThat(found("subject:\"one: handbook\"")).isEqualTo(1);
        assertThat(found("to:buyer@example.com")).isEqualTo(2);
        assertThat(found("stack second")).isEqualTo(1);
        assertThat(found("to:nobody@example.com")).isZero();
    }

    @Test
    void mails_outlive_a_restart_where_they_have_a_folder_and_the_oldest_give_way() throws Exception {
        restart();
        send("One", "first", "");
        send("Two", "second", "");
        send("Three", "third", "");

        restart();

        assertThat(inbox.messages()).extracting(Mail::subject).containsExactly("Three", "Two");
        assertThat(inbox.messages().getFirst().recipients()).contains("buyer@example.com");
    }

    private void restart() {
        inbox.close();
        inbox = Inbox.start(new InboxOptions("127.0.0.1", 0, 0, Optional.of(folder), 2));
    }

    @Test
    void what_a_mail_says_is_shown_but_never_run() throws Exception {
        send("<script>alert(1)</script>", "text", "<p>Hello</p><script>alert(1)</script>");
        String id = inbox.messages().getFirst().id();

        assertThat(page("/").body()).contains("&lt;script&gt;alert(1)").doesNotContain("<script>");
        assertThat(page("/mail/" + id).body())
                .contains("sandbox=\"allow-popups")
                .doesNotContain("<script>");
        assertThat(page("/view/" + id + ".html").headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .startsWith("sandbox")
                .contains("default-src 'none'");
    }

    @Test
    void a_cleared_inbox_is_empty() throws Exception {
        send("One", "first", "");

        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(inbox.url() + "/api/v1/messages"))
                                .DELETE()
                                .build(),
                        BodyHandlers.discarding());

        assertThat(inbox.messages()).isEmpty();
        assertThat(page("/api/v1/message/latest").statusCode()).isEqualTo(404);
    }

    @Test
    void whoever_waits_is_told_when_the_mail_is_there() throws Exception {
        Thread.ofVirtual().start(() -> {
            try {
                send("One", "first", "");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(inbox.await(1, Duration.ofSeconds(10))).hasSize(1);
        assertThat(inbox.await(2, Duration.ofMillis(50))).hasSize(1);
    }

    private void send(String subject, String text, String html) throws Exception {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(inbox.smtpPort()));
        var mail = new MimeMessage(Session.getInstance(settings));
        mail.setFrom(new InternetAddress("shop@shop.example", "Example Shop"));
        mail.setRecipients(RecipientType.TO, "buyer@example.com");
        mail.setRecipients(RecipientType.BCC, "archive@shop.example");
        mail.setReplyTo(InternetAddress.parse("support@shop.example"));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setSubject(subject, "UTF-8");
        var parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(text, "plain"));
        if (!html.isEmpty()) {
            parts.addBodyPart(part(html, "html"));
        }
        mail.setContent(parts);
        Transport.send(mail);
    }

    private static MimeBodyPart part(String text, String kind) throws Exception {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", kind);
        return part;
    }

    private int found(String query) throws Exception {
        return get("/api/v1/search?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .getInteger("messages_count");
    }

    private JsonObject get(String path) throws Exception {
        return new JsonObject(page(path).body());
    }

    private HttpResponse<String> page(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(inbox.url() + path)).build(), BodyHandlers.ofString());
    }
}
