package shop.handover.fulfillment;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import shop.handover.fulfillment.command.Operator;
import shop.handover.fulfillment.kafka.DeadLettersCommand;
import shop.handover.fulfillment.postgres.BackupCommand;

/// Where the artefact begins. Without arguments it is the service; with some it is one command that reads the same
/// settings, opens no port, hears no topic, sends no mail, and leaves with an honest status: 0 done, 1 not, 64 misused.
@QuarkusMain
public final class Main {

    private static final Map<String, String> COMMAND_MODE = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.management.host-enabled", "false",
            "quarkus.scheduler.enabled", "false",
            "quarkus.flyway.connect-retries", "1",
            "quarkus.banner.enabled", "false",
            "quarkus.log.level", "ERROR",
            "quarkus.log.category.\"org.apache.kafka\".level", "ERROR",
            "quarkus.log.console.stderr", "true",
            "mp.messaging.incoming.stripe-events.enabled", "false",
            "mp.messaging.incoming.requests.enabled", "false");

    private Main() {}

    /// Starts the service or runs the command.
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            Quarkus.run(arguments);
        } else if (arguments[0].equals("dead-letters")) {
            // Needs the broker alone.
            var rest = List.of(Arrays.copyOfRange(arguments, 1, arguments.length));
            System.exit(DeadLettersCommand.run(rest, System.getenv(), System.out));
        } else if (BackupCommand.knows(arguments[0])) {
            // Needs the database alone, and in a restore none of it is there yet.
            System.exit(BackupCommand.run(List.of(arguments), System.getenv(), System.out, System.err));
        } else {
            COMMAND_MODE.forEach(System::setProperty);
            Quarkus.run(Operator.class, arguments);
        }
    }
}
