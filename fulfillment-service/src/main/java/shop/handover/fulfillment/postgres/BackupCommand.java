package shop.handover.fulfillment.postgres;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import shop.handover.fulfillment.config.DatabaseUrl;
import shop.handover.fulfillment.postgres.Copies.Refused;
import shop.handover.kit.config.SecretFiles;

/// `backup FILE` writes all that the database knows into one file, as it was at one moment, while the service works
/// on; `restore FILE` reads it into an empty database, with the schema it was written from. `-` is the standard
/// output or input. Needs nothing but the database's variables, no tools of any version. Status 0 done, 1 not, 64
/// misused.
///
/// The file holds buyers' data in the clear: keep it as you keep the database.
public final class BackupCommand {

    private static final String USAGE = "usage: backup FILE | restore FILE (- for standard output or input)";

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    private BackupCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /// Whether this word is one of ours.
    public static boolean knows(String word) {
        return word.equals("backup") || word.equals("restore");
    }

    /// Runs one command.
    ///
    /// @return the exit status
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        return new BackupCommand(environment, out, err).run(arguments);
    }

    private int run(List<String> arguments) {
        if (arguments.size() != 2) {
            return verdict(64, USAGE);
        }
        var name = arguments.getFirst();
        try {
            var copies = new Copies(DatabaseUrl.of(SecretFiles.of(environment).added(environment)));
            var told =
                    name.equals("backup") ? backup(copies, arguments.getLast()) : restore(copies, arguments.getLast());
            return verdict(0, name + ": " + told);
        } catch (Refused | IllegalArgumentException e) {
            return verdict(1, name + ": " + e.getMessage());
        } catch (IOException e) {
            return verdict(1, name + ": the file cannot be used: " + e.getMessage());
        } catch (SQLException | FlywayException e) {
            return verdict(
                    1,
                    name + ": the database refuses: "
                            + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    // A file that was written half is worse than none: it gets its name when it is whole.
    private String backup(Copies copies, String file) throws IOException, SQLException {
        if (file.equals("-")) {
            return copies.write(out) + " written";
        }
        var target = Path.of(file).toAbsolutePath();
        var draft = Files.createTempFile(target.getParent(), ".backup", ".part");
        try {
            String told;
            try (OutputStream into = Files.newOutputStream(draft)) {
                told = copies.write(into);
            }
            Files.move(draft, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return told + " written to " + target;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private String restore(Copies copies, String file) throws IOException, SQLException {
        try (InputStream from = file.equals("-") ? kept(System.in) : Files.newInputStream(Path.of(file))) {
            return copies.read(from) + " restored; before the service starts, run ledger --after-restore";
        }
    }

    private static InputStream kept(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public void close() {}
        };
    }

    private int verdict(int status, String text) {
        err.println(text);
        return status;
    }
}
