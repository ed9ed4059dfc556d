package shop.handover.sandbox.inbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One client's SMTP dialogue, as far as a relay on the same machine needs it.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc5321">RFC 5321</a>
final class SmtpConversation {

    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LARGEST_MAIL = 25 * 1024 * 1024;
    private static final Pattern PATH = Pattern.compile("(?i)(?:FROM|TO):\\s*<([^<>\\r\\n]*)>.*");

    private final InputStream in;
    private final OutputStream out;
    private final Mails mails;
    private String sender;
    private final List<String> recipients = new ArrayList<>();

    SmtpConversation(InputStream in, OutputStream out, Mails mails) {
        this.in = new BufferedInputStream(in);
        this.out = out;
        this.mails = mails;
    }

    /// Returns when the client has said goodbye or hung up.
    void hold() throws IOException {
        say("220 inbox.handover.example ESMTP");
        for (String line = line(); line != null; line = line()) {
            String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            String rest = line.length() > verb.length()
                    ? line.substring(verb.length() + 1).strip()
                    : "";
            switch (verb) {
                case "EHLO" ->
                    say(
                            "250-inbox.handover.example",
                            "250-8BITMIME",
                            "250-SMTPUTF8",
                            "250-PIPELINING",
                            "250-AUTH PLAIN",
                            "250 SIZE " + LARGEST_MAIL);
                case "HELO" -> say("250 inbox.handover.example");
                // Any name and password will do: there is nothing to protect.
                case "AUTH" -> say("235 2.7.0 Welcome");
                case "MAIL" -> mailFrom(rest);
                case "RCPT" -> recipient(rest);
                case "DATA" -> data();
                case "RSET" -> {
                    forget();
                    say("250 2.0.0 Forgotten");
                }
                case "NOOP" -> say("250 2.0.0 Still here");
                case "QUIT" -> {
                    say("221 2.0.0 Goodbye");
                    return;
                }
                default -> say("502 5.5.2 Not understood");
            }
        }
    }

    private void mailFrom(String rest) throws IOException {
        Matcher path = PATH.matcher(rest);
        if (!path.matches()) {
            say("501 5.1.7 Whose mail is it? MAIL FROM:<address>");
            return;
        }
        forget();
        sender = path.group(1);
        say("250 2.1.0 Go on");
    }

    private void recipient(String rest) throws IOException {
        Matcher path = PATH.matcher(rest);
        if (sender == null) {
            say("503 5.5.1 MAIL FROM comes first");
        } else if (!path.matches() || path.group(1).isEmpty()) {
            say("501 5.1.3 For whom is it? RCPT TO:<address>");
        } else {
            recipients.add(path.group(1));
            say("250 2.1.5 Go on");
        }
    }

    private void data() throws IOException {
        if (recipients.isEmpty()) {
            say("503 5.5.1 RCPT TO comes first");
            return;
        }
        say("354 End with a line of one dot");
        var mail = new ByteArrayOutputStream();
        mail.writeBytes(envelope());
        boolean whole = readInto(mail);
        if (!whole) {
            say("552 5.3.4 Larger than " + LARGEST_MAIL + " bytes");
        } else {
            say("250 2.0.0 Taken as "
                    + mails.keep(mail.toByteArray(), Instant.now()).id());
        }
        forget();
    }

    private byte[] envelope() {
        var lines = new StringBuilder("Return-Path: <" + sender + ">\r\n");
        recipients.forEach(
                recipient -> lines.append("Delivered-To: ").append(recipient).append("\r\n"));
        return lines.toString().getBytes(ISO_8859_1);
    }

    private boolean readInto(ByteArrayOutputStream mail) throws IOException {
        for (String line = line(); !".".equals(line); line = line()) {
            if (line == null) {
                throw new IOException("the client hung up within a mail");
            }
            if (mail.size() <= LARGEST_MAIL) {
                mail.writeBytes((line.startsWith(".") ? line.substring(1) : line).getBytes(ISO_8859_1));
                mail.writeBytes(new byte[] {'\r', '\n'});
            }
        }
        return mail.size() <= LARGEST_MAIL;
    }

    private void forget() {
        sender = null;
        recipients.clear();
    }

    private void say(String... lines) throws IOException {
        out.write((String.join("\r\n", lines) + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    /// The next line without its end, byte for character; null at the end of the conversation.
    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                String text = line.toString(ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            if (line.size() > LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            }
            line.write(next);
        }
        return null;
    }
}
