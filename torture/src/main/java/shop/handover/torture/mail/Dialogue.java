package shop.handover.torture.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.Socket;
import java.time.Instant;
import java.util.Locale;
import shop.handover.torture.scenario.Mood;

/// One client's SMTP dialogue with the relay.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc5321">RFC 5321</a>
final class Dialogue {

    private final Relay relay;
    private final BufferedReader in;
    private final Writer out;
    private Instant began = Instant.now();
    private String recipient = "";
    private boolean welcome;

    Dialogue(Socket client, Relay relay) throws IOException {
        this.relay = relay;
        this.in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        this.out = new java.io.OutputStreamWriter(client.getOutputStream(), ISO_8859_1);
    }

    /// Returns when the client has said goodbye, hung up, or is left in silence.
    void hold() throws IOException {
        say("220 relay.example ESMTP");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
                case "EHLO" -> say("250-relay.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 1000000");
                case "HELO", "RSET", "NOOP" -> say("250 2.0.0 Go on");
                case "MAIL" -> mail();
                case "RCPT" -> recipient(line);
                case "DATA" -> {
                    if (!data()) {
                        return;
                    }
                }
                case "QUIT" -> {
                    say("221 2.0.0 Goodbye");
                    return;
                }
                default -> say("502 5.5.2 Not understood");
            }
        }
    }

    // One connection brings several mails.
    private void mail() throws IOException {
        began = Instant.now();
        welcome = false;
        say("250 2.1.0 Go on");
    }

    private void recipient(String line) throws IOException {
        recipient = line.replaceFirst("(?i)RCPT TO:\\s*<([^>]*)>.*", "$1");
        var answer = switch (Mood.of(recipient)) {
            case GREYLISTING -> relay.isFirst("grey", recipient) ? "451 4.7.1 Come again" : "250 2.1.5 Go on";
            case REFUSING -> "550 5.1.1 Nobody lives here";
            case WILLING, SILENT -> "250 2.1.5 Go on";
        };
        welcome = answer.startsWith("250");
        say(answer);
    }

    // Whether the dialogue goes on.
    private boolean data() throws IOException {
        if (!welcome) {
            say("554 5.5.1 No valid recipients");
            return true;
        }
        say("354 End with a line of one dot");
        var mail = new StringBuilder();
        for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                return false;
            }
            mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        if (Mood.of(recipient) == Mood.SILENT && relay.isFirst("silent", recipient)) {
            // The client gives up first.
            while (in.readLine() != null) {
                continue;
            }
            return false;
        }
        var source = mail.toString();
        // Noted before it is answered: a mail whose answer is lost has been taken all the same.
        relay.note(
                new Taken(Source.header("Message-ID", source), recipient, began, Instant.now(), Source.link(source)));
        say("250 2.0.0 Taken");
        return true;
    }

    private void say(String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }
}
