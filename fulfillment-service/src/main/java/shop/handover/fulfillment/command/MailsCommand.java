package shop.handover.fulfillment.command;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import shop.handover.fulfillment.mail.Letter;
import shop.handover.fulfillment.mail.Letters;
import shop.handover.fulfillment.mail.Mailbox;

/// `mails preview [--out DIR]`: every mail in every language as files, written by the code that writes the real
/// ones, with the shop's own catalog, words and templates. Nothing is sent, no database is asked.
@ApplicationScoped
class MailsCommand {

    private static final String USAGE = "usage: mails preview [--out FOLDER]";
    private static final Path HERE = Path.of("mails-preview");

    private final Letters letters;
    private final Mailbox mailbox;
    private final Clock clock;

    MailsCommand(Letters letters, Mailbox mailbox, Clock clock) {
        this.letters = letters;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    Verdict run(List<String> arguments) {
        if (arguments.equals(List.of("preview"))) {
            return preview(HERE);
        }
        return arguments.size() == 3
                        && arguments.subList(0, 2).equals(List.of("preview", "--out"))
                        && !arguments.getLast().isBlank()
                ? preview(Path.of(arguments.getLast()))
                : Verdict.misused(USAGE);
    }

    private Verdict preview(Path folder) {
        var details = new ArrayList<String>();
        var samples = letters.samples(clock.instant());
        try {
            for (var sample : samples) {
                var to = Files.createDirectories(folder.resolve(sample.language()));
                write(to, sample.name(), sample.letter());
                details.add("  " + sample.language() + "  " + sample.name() + ": "
                        + sample.letter().subject());
            }
        } catch (IOException e) {
            return Verdict.failed(List.of(), "mails: " + folder + " cannot be written to: " + e);
        }
        return Verdict.done(
                details,
                "mails: " + samples.size() + " mails, each as .html, .txt and .eml, in " + folder.toAbsolutePath());
    }

    private void write(Path folder, String name, Letter letter) throws IOException {
        Files.writeString(folder.resolve(name + ".html"), letter.html());
        Files.writeString(folder.resolve(name + ".txt"), letter.text());
        Files.writeString(folder.resolve(name + ".eml"), mailbox.written(letter));
    }
}
