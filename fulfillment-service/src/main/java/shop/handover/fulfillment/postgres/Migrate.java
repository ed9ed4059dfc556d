package shop.handover.fulfillment.postgres;

import java.io.PrintStream;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import shop.handover.fulfillment.config.DatabaseUrl;
import shop.handover.kit.config.SecretFiles;

/// `migrate`: brings the schema up to date, with the role that owns it, and gives the role that `DATABASE_RUNTIME_USER`
/// names the use of it. Safe to repeat, and by several at once: they wait for each other. Status 0 done, 1 not.
///
/// Reads the database's variables and no others; waits a minute for the database.
public final class Migrate {

    private static final int TRIES = 30;
    private static final int WAIT_SECONDS = 2;

    private Migrate() {}

    /// Runs it.
    ///
    /// @return the exit status
    public static int run(Map<String, String> environment, PrintStream out) {
        try {
            var place = DatabaseUrl.of(SecretFiles.of(environment).added(environment));
            var done = new Migrations()
                    .flyway(place, environment.getOrDefault("DATABASE_RUNTIME_USER", "none"))
                    .connectRetries(TRIES)
                    .connectRetriesInterval(WAIT_SECONDS)
                    .load()
                    .migrate();
            out.println("migrate: " + place + " is at version " + done.targetSchemaVersion + ", "
                    + done.migrationsExecuted + " steps made");
            return 0;
        } catch (FlywayException | IllegalArgumentException e) {
            out.println("migrate: " + e.getMessage());
            return 1;
        }
    }
}
