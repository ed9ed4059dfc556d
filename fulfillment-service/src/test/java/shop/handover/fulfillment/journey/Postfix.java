package shop.handover.fulfillment.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import shop.handover.sandbox.machine.Folders;
import shop.handover.sandbox.machine.Ports;

/// A real Postfix with a folder, a port and a configuration of its own, which delivers whatever it takes into one
/// mailbox. It refuses recipients as its access table says. Needs root and Debian's package, as continuous integration
/// installs it.
///
/// @see <a href="https://www.postfix.org/access.5.html">Postfix: access(5)</a>
final class Postfix implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/postfix");

    private final Path folder;
    private final int port = Ports.free();

    private Postfix(Path folder) {
        this.folder = folder;
    }

    /// Why it cannot be had here; empty where it can.
    static String missing() {
        if (!Files.isExecutable(PROGRAM)) {
            return "there is no Postfix (apt-get install postfix)";
        }
        return "root".equals(System.getProperty("user.name")) ? "" : "Postfix is started by root only";
    }

    static Postfix start() {
        try {
            var folder = Files.createTempDirectory("postfix");
            // Its daemons are another user, and look into it.
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            var postfix = new Postfix(folder);
            postfix.write();
            postfix.resume();
            return postfix;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /// What recipients of that address or domain hear from now on: `550 5.1.1 no such user`, `451 4.7.1 later`.
    void answer(String recipient, String answer) {
        access(recipient + " " + answer + "\n");
    }

    /// Takes mail for everybody again.
    void answerNobody() {
        access("");
    }

    /// The mails in its mailbox that hold the text, whole.
    List<String> delivered(String text) {
        var box = folder.resolve("box/new");
        if (!Files.isDirectory(box)) {
            return List.of();
        }
        var found = new ArrayList<String>();
        try (Stream<Path> mails = Files.list(box)) {
            for (var mail : mails.toList()) {
                found.add(Files.readString(mail, UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.removeIf(mail -> !mail.contains(text));
        return found;
    }

    /// Ends the master and every daemon of it in the midst of whatever they do. What they have taken lies in the queue.
    void kill() {
        var master = ProcessHandle.of(pid()).orElseThrow();
        var family = Stream.concat(Stream.of(master), master.descendants()).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(one -> one.onExit().join());
    }

    /// Starts it again on the same port, with the queue it left.
    void resume() {
        run("start");
        Awaitility.await().atMost(Outside.SOON).until(this::greets);
    }

    @Override
    public void close() {
        run("stop");
        Folders.delete(folder);
    }

    private void write() throws IOException {
        Files.createDirectories(folder.resolve("queue"));
        var data = Files.createDirectories(folder.resolve("data"));
        exec("chown", "postfix", data.toString());
        Files.writeString(folder.resolve("access"), "");
        Files.writeString(folder.resolve("main.cf"), """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file = %1$s/log
                maillog_file_prefixes = %1$s
                myhostname = relay.shop.example
                mydestination =
                alias_maps =
                alias_database =
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                smtpd_recipient_restrictions = check_recipient_access texthash:%1$s/access, permit_mynetworks, reject
                virtual_mailbox_domains = static:ALL
                virtual_mailbox_base = %1$s
                virtual_mailbox_maps = static:box/
                virtual_uid_maps = static:%2$d
                virtual_gid_maps = static:%3$d
                virtual_minimum_uid = 1
                """.formatted(
                        folder, exec("id", "-u", "postfix"), exec("id", "-g", "postfix")));
        var box = Files.createDirectories(folder.resolve("box"));
        exec("chown", "postfix", box.toString());
        // The distribution's services, without their chroot, on our port.
        var services = Files.readString(Path.of("/etc/postfix/master.cf.proto"))
                .replaceAll("(?m)^(\\S+\\s+\\S+\\s+\\S+\\s+\\S+\\s+)y(\\s)", "$1n$2")
                // One client a process: the next one reads the access table anew.
                .replaceAll("(?m)^smtp(\\s+inet.*)$", port + "$1\n  -o max_use=1");
        Files.writeString(folder.resolve("master.cf"), services);
    }

    private void access(String table) {
        try {
            Files.writeString(folder.resolve("access.new"), table);
            Files.move(folder.resolve("access.new"), folder.resolve("access"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long pid() {
        try {
            return Long.parseLong(
                    Files.readString(folder.resolve("queue/pid/master.pid")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean greets() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            return socket.getInputStream().read() == '2';
        } catch (IOException e) {
            return false;
        }
    }

    private void run(String verb) {
        exec(PROGRAM.toString(), "-c", folder.toString(), verb);
    }

    private int exec(String... command) {
        try {
            // Into a file: the daemons would keep a pipe open for as long as they live.
            var output = folder.resolve("output");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            var ended = process.waitFor(60, TimeUnit.SECONDS);
            var said = Files.readString(output);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
            return said.strip().matches("\\d+") ? Integer.parseInt(said.strip()) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
