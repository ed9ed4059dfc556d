package shop.handover.torture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import shop.handover.torture.check.Collector;
import shop.handover.torture.check.Evidence;
import shop.handover.torture.check.Lag;
import shop.handover.torture.check.Visitor;
import shop.handover.torture.fault.Link;
import shop.handover.torture.fault.Part;
import shop.handover.torture.fault.Plan;
import shop.handover.torture.fault.Step;
import shop.handover.torture.house.House;
import shop.handover.torture.tell.Attempt;
import shop.handover.torture.tell.Sender;

/// What is measured on the way; no gate depends on it.
final class Figures {

    private final Orders orders;
    private final Plan plan;
    private final Instant begun;
    private final Optional<Duration> rested;
    private final Lag lag;
    private final House house;
    private final Sender sender;
    private final Collector collector;
    private final Visitor visitor;
    private final Map<String, String> processes = new TreeMap<>();
    private String pool = "";

    Figures(
            Orders orders,
            Plan plan,
            Instant begun,
            Optional<Duration> rested,
            Lag lag,
            House house,
            Sender sender,
            Collector collector,
            Visitor visitor) {
        this.orders = orders;
        this.plan = plan;
        this.begun = begun;
        this.rested = rested;
        this.lag = lag;
        this.house = house;
        this.sender = sender;
        this.collector = collector;
        this.visitor = visitor;
    }

    /// Looks at the processes, before the checker gives them work.
    void measure() {
        for (var part : Part.values()) {
            house.worker(part).pid().ifPresent(pid -> processes.put(part.title(), process(pid)));
        }
        pool = house.metrics(Part.FULFILLMENT)
                .lines()
                .filter(line -> line.matches("sql_pool_(active|in_use|borrowed).*|sql_in_use.*"))
                .findFirst()
                .orElse("not told");
    }

    Map<String, Object> of(Evidence evidence) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("seed", orders.seed());
        figures.put(
                "machine",
                Runtime.getRuntime().availableProcessors() + " CPUs, " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + ", load average " + load());
        figures.put(
                "versions",
                "Java " + Runtime.version() + ", Kafka "
                        + org.apache.kafka.common.utils.AppInfoParser.getVersion() + ", PostgreSQL "
                        + collector.postgresVersion());
        figures.put("sessions", evidence.stories().size());
        figures.put(
                "by kind",
                new TreeMap<>(evidence.stories().values().stream()
                        .collect(groupingBy(
                                story -> story.kind().name().toLowerCase(java.util.Locale.ROOT), counting()))));
        deliveries(figures, evidence.attempts());
        figures.put("poison", evidence.poison().size());
        figures.put("kills", kills());
        figures.put("stalls", plan.count(Step.Stall.class));
        figures.put("faults of links", plan.count(Step.Strike.class));
        figures.put("purchases", evidence.rows().size());
        figures.put("mails taken", evidence.taken().size());
        figures.put(
                "mails to buyers",
                evidence.taken().stream().filter(mail -> mail.toBuyer()).count());
        figures.put("dead letters", evidence.dead().size());
        figures.put("seconds in all", Duration.between(begun, Instant.now()).toSeconds());
        figures.put(
                "seconds to rest",
                rested.map(Duration::toSeconds).map(Object.class::cast).orElse("never"));
        figures.put("largest lag", lag.largest());
        figures.put("fastest drain, records a second", lag.fastest());
        figures.put("calls to Stripe through its link", house.link(Link.STRIPE).requests());
        figures.put("downloads during the run, of them served", visitor.duringTheRun());
        figures.put(
                "downloads at the end: served, refused",
                List.of(evidence.visits().served(), evidence.visits().refused()));
        figures.put("tokens bent", evidence.visits().forged());
        figures.put("processes at the end", processes);
        figures.put("database pool at the end", pool);
        figures.put("ledger", evidence.ledger().words());
        figures.put("plan", plan.toString());
        return figures;
    }

    private void deliveries(Map<String, Object> figures, List<Attempt> attempts) {
        figures.put(
                "deliveries answered 2xx",
                attempts.stream().filter(Attempt::taken).count());
        figures.put("tries", attempts.size());
        figures.put(
                "bad signatures",
                attempts.stream().filter(attempt -> !attempt.genuine()).count());
        figures.put(
                "tries without 2xx, by answer",
                new TreeMap<>(attempts.stream()
                        .filter(attempt -> !attempt.taken())
                        .collect(groupingBy(
                                attempt -> attempt.status() == 0 ? attempt.cause() : "status " + attempt.status(),
                                counting()))));
        var micros = attempts.stream()
                .filter(Attempt::taken)
                .mapToLong(Attempt::micros)
                .sorted()
                .toArray();
        figures.put(
                "webhook p50, p99, p99.9 in ms",
                List.of(millis(micros, 0.5), millis(micros, 0.99), millis(micros, 0.999)));
    }

    private static double millis(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1000.0;
    }

    private Map<String, Long> kills() {
        var kills = new TreeMap<String, Long>();
        for (var part : Part.values()) {
            if (plan.kills(part) > 0) {
                kills.put(part.title(), plan.kills(part));
            }
        }
        return kills;
    }

    private static String process(long pid) {
        try (var files = Files.list(Path.of("/proc", Long.toString(pid), "fd"));
                var status = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            var resident = status.filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .orElse(0L);
            return resident + " MB resident, " + files.count() + " open files";
        } catch (IOException | java.io.UncheckedIOException _) {
            return "not told";
        }
    }

    private static String load() {
        return "%.1f"
                .formatted(java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage());
    }
}
