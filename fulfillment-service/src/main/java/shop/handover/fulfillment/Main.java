package shop.handover.fulfillment;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import shop.handover.fulfillment.command.Operator;
import shop.handover.fulfillment.config.DatabaseUrl;
import shop.handover.fulfillment.kafka.CreateTopics;
import shop.handover.fulfillment.kafka.DeadLettersCommand;
import shop.handover.fulfillment.postgres.BackupCommand;
import shop.handover.fulfillment.postgres.Migrate;
import shop.handover.kit.command.StripeCommand;
import shop.handover.kit.config.Preflight;

/// Where the artefact begins. Without arguments it is the service; with some it is one command that reads the same
/// settings, opens no port, hears no topic, sends no mail, and leaves with an honest status: 0 done, 1 not, 64
/// misused.
@QuarkusMain
public final class Main {

    private static final Map<String, String> COMMAND_MODE = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.management.host-enabled", "false",
            "quarkus.scheduler.enabled", "false",
            "quarkus.banner.enabled", "false",
            // Whatever goes wrong is told in the one line of the verdict.
            "quarkus.log.console.level", "OFF",
            "mp.messaging.incoming.stripe-events.enabled", "false",
            "mp.messaging.incoming.requests.enabled", "false",
            "mp.messaging.incoming.downloads.enabled", "false");

    private Main() {}

    private static void leave(String command, int status, Throwable trouble) {
        if (trouble != null) {
            System.err.println(command + ": " + meaning(trouble));
        }
        System.exit(trouble == null ? status : Math.max(status, 1));
    }

    // The innermost cause knows; the first line of what it says is the one that names it.
    private static String meaning(Throwable trouble) {
        var innermost = trouble;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        var database = innermost instanceof ConnectException || innermost instanceof SQLException;
        return String.valueOf(innermost.getMessage()).lines().findFirst().orElse("")
                + (database ? "; see that the database answers (DATABASE_URL), and run it again" : "");
    }

    /// Starts the service or runs the command.
    public static void main(String[] arguments) {
        var rest = List.of(arguments).stream().skip(1).toList();
        switch (arguments.length == 0 ? "" : arguments[0]) {
            // These need one of our neighbours alone, and none of the service's settings but his.
            case "dead-letters" -> System.exit(DeadLettersCommand.run(rest, System.getenv(), System.out));
            case "topics" -> CreateTopics.main(arguments);
            case "stripe" -> StripeCommand.main(rest.toArray(String[]::new));
            case "migrate" -> System.exit(Migrate.run(System.getenv(), System.out));
            case String word
            when BackupCommand.knows(word) ->
                // In a restore none of the tables is there yet.
                System.exit(BackupCommand.run(List.of(arguments), System.getenv(), System.out, System.err));
            case "" -> {
                settings(System.getenv()).orExit("fulfillment-service");
                Quarkus.run(arguments);
            }
            default -> {
                settings(System.getenv()).orExit("fulfillment-service");
                COMMAND_MODE.forEach(System::setProperty);
                migratesFirst(arguments[0]);
                Quarkus.run(Operator.class, (status, trouble) -> leave(arguments[0], status, trouble), arguments);
            }
        }
    }

    // Not the mails: they need the catalog alone.
    private static void migratesFirst(String command) {
        var may = !"false".equals(System.getenv("DATABASE_MIGRATE_AT_START"));
        System.setProperty("quarkus.flyway.migrate-at-start", String.valueOf(may && !command.equals("mails")));
    }

    /// What this service's settings must be like.
    static Preflight settings(Map<String, String> environment) {
        var preflight = Preflight.of(environment);
        preflight
                .publicUrl()
                .catalog()
                .stripeKey()
                .webhookSecrets()
                .linkKeys()
                .timeZone()
                .needs("DATABASE_URL", _ -> DatabaseUrl.of(preflight.environment()))
                .knows("SMTP_PORT", Main::port)
                .knows("SMTP_TLS", Main::tls);
        if (!preflight.environment().getOrDefault("SMTP_USER", "").isBlank()) {
            preflight.needs("SMTP_PASSWORD", _ -> {});
        }
        return preflight;
    }

    private static void port(String text) {
        if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("must be a port, as 587");
        }
    }

    private static void tls(String text) {
        if (!Set.of("required", "disabled").contains(text)) {
            throw new IllegalArgumentException("must be required or disabled");
        }
    }
}
