package shop.handover.sandbox.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import shop.handover.sandbox.machine.Folders;

/// The mails that arrived, newest first; the oldest make room beyond the bound. With a folder they survive a
/// restart: a mail is a file there before its sender hears that it was taken.
final class Mails {

    private final List<Mail> newestFirst = new ArrayList<>();
    private final Set<String> read = new HashSet<>();
    private final Optional<Path> folder;
    private final int bound;
    private long lastId;

    Mails(Optional<Path> folder, int bound) {
        this.folder = folder.map(Folders::create);
        this.bound = bound;
        this.folder.ifPresent(this::load);
    }

    private void load(Path kept) {
        try (Stream<Path> files = Files.list(kept)) {
            files.filter(file -> file.toString().endsWith(".eml")).sorted().forEach(this::loadOne);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the mails in " + kept, e);
        }
    }

    private void loadOne(Path file) {
        try {
            String id = file.getFileName().toString().replace(".eml", "");
            add(MailReader.read(id, Files.getLastModifiedTime(file).toInstant(), Files.readAllBytes(file)));
            lastId = Math.max(lastId, Long.parseLong(id));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    synchronized Mail keep(byte[] raw, Instant now) {
        // Ids grow with time, also over a restart with an emptied folder.
        lastId = Math.max(lastId + 1, now.toEpochMilli());
        var mail = MailReader.read(String.valueOf(lastId), now, raw);
        folder.ifPresent(kept -> write(kept, mail));
        add(mail);
        notifyAll();
        return mail;
    }

    private void write(Path kept, Mail mail) {
        try {
            Path half = Files.write(kept.resolve(mail.id() + ".part"), mail.raw());
            Files.move(half, file(kept, mail));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep mail " + mail.id(), e);
        }
    }

    private void add(Mail mail) {
        newestFirst.addFirst(mail);
        if (newestFirst.size() > bound) {
            forget(newestFirst.getLast());
        }
    }

    private void forget(Mail mail) {
        newestFirst.remove(mail);
        read.remove(mail.id());
        folder.ifPresent(kept -> {
            try {
                Files.deleteIfExists(file(kept, mail));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete mail " + mail.id(), e);
            }
        });
    }

    private static Path file(Path kept, Mail mail) {
        return kept.resolve(mail.id() + ".eml");
    }

    synchronized List<Mail> newestFirst() {
        return List.copyOf(newestFirst);
    }

    synchronized Optional<Mail> open(String id) {
        Optional<Mail> mail = newestFirst.stream()
                .filter(kept -> kept.id().equals(id) || "latest".equals(id))
                .findFirst();
        mail.ifPresent(opened -> read.add(opened.id()));
        return mail;
    }

    synchronized boolean isRead(Mail mail) {
        return read.contains(mail.id());
    }

    synchronized void clear() {
        List.copyOf(newestFirst).forEach(this::forget);
    }

    /// Waits until at least so many mails are there, or the deadline has passed; gives what is there then.
    synchronized List<Mail> await(int count, Instant deadline) throws InterruptedException {
        while (newestFirst.size() < count && Instant.now().isBefore(deadline)) {
            wait(Math.max(1, Instant.now().until(deadline).toMillis()));
        }
        return newestFirst();
    }
}
