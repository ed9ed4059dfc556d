package shop.handover.torture.house;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import shop.handover.torture.fault.Part;

/// How the packaged services are started: what they are told, and with which heap.
///
/// @param root of the project
/// @param folder of the run
/// @param ports and management ports of the parts
/// @param kafka port of the link to it; so the other three
/// @param lease see [House.Setup]
record Services(
        Path root,
        Path folder,
        Map<Part, Integer> ports,
        Map<Part, Integer> management,
        int kafka,
        int postgres,
        int smtp,
        int stripe,
        Duration lease) {

    static final String SECRET = "whsec_tortureTortureTortureTorture00";
    static final String PASSWORD = "torture";
    private static final String KEY = "sk_test_tortureTortureTortureTorture00";
    private static final String LINK_KEYS = "torture:"
            + Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString("not a secret but a run's own key".getBytes(US_ASCII));

    /// The torture profile: what takes minutes in a shop takes seconds here, or a run could not converge.
    private Map<String, String> profile() {
        return Map.of(
                "HANDOVER_FULFILLMENT_MAIL_BACKOFF", "1s,2s,3s",
                "HANDOVER_FULFILLMENT_MAIL_DOUBT", "10s",
                "HANDOVER_FULFILLMENT_MAIL_PATIENCE", "8s",
                "HANDOVER_FULFILLMENT_MAIL_LEASE", lease.toSeconds() + "s",
                // It comes once a day, after eight, and is about no sale of its own.
                "MAIL_SUMMARY", "never",
                // The ledger would repair what got lost before anybody could see it.
                "HANDOVER_FULFILLMENT_LEDGER_LOOK", "12h",
                "HANDOVER_FULFILLMENT_LEDGER_IN_FLIGHT", "1s");
    }

    List<String> command(Part service, String... arguments) {
        var command = new ArrayList<>(List.of(
                java().toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                // It lives for a minute: the dear compiler would take the processors from the others and never pay.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                app(service).resolve("quarkus-run.jar").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// A class of a service's own, as the script runs `CreateTopics`.
    List<String> program(Part service, String main, String... arguments) {
        var app = app(service);
        var command = new ArrayList<>(List.of(
                java().toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                app.resolve("app") + "/*:" + app.resolve("lib/main") + "/*:" + app.resolve("lib/boot") + "/*",
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    Map<String, String> environment(Part service) {
        var told = new TreeMap<String, String>();
        told.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        told.put("QUARKUS_HTTP_PORT", ports.get(service).toString());
        told.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        told.put("QUARKUS_MANAGEMENT_PORT", management.get(service).toString());
        told.put("PUBLIC_URL", publicUrl());
        told.put("CATALOG_PATH", root.resolve("catalog/catalog.yaml").toString());
        told.put("TIME_ZONE", "UTC");
        told.put("STRIPE_SECRET_KEY", KEY);
        told.put("STRIPE_API_BASE", stripeUrl());
        told.put("STRIPE_CHECKOUT_ORIGIN", stripeUrl());
        told.put("STRIPE_WEBHOOK_SECRET", SECRET);
        told.put("LINK_KEYS", LINK_KEYS);
        told.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafka);
        switch (service) {
            case FULFILLMENT -> {
                told.put("DATABASE_URL", "postgresql://handover:" + PASSWORD + "@127.0.0.1:" + postgres + "/handover");
                told.put("SMTP_HOST", "127.0.0.1");
                told.put("SMTP_PORT", Integer.toString(smtp));
                told.put("SMTP_TLS", "disabled");
                told.putAll(profile());
            }
            case DOWNLOAD -> told.put("FILES_DIR", folder.resolve("files").toString());
            case CHECKOUT -> {
                told.put("HANDOVER_CHECKOUT_STARTS_PER_CLIENT_AND_MINUTE", "1000000");
                told.put("HANDOVER_CHECKOUT_STARTS_PER_SECOND", "1000");
            }
            case WEBHOOK, KAFKA, POSTGRES -> {}
        }
        return told;
    }

    /// The front door is download-service's own: links in mails lead there, and no gateway is tortured.
    String publicUrl() {
        return "http://127.0.0.1:" + ports.get(Part.DOWNLOAD);
    }

    String stripeUrl() {
        return "http://127.0.0.1:" + stripe;
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private Path app(Part service) {
        return root.resolve(service.title() + "-service/target/quarkus-app");
    }
}
