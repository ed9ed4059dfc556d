package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// The alert rules: read and tried by Prometheus' own tool, each with its runbook. Without `promtool` (Debian's
/// package `prometheus`) what needs it is skipped, and says so.
@DisplayNameGeneration(ReplaceUnderscores.class)
class AlertsTest {

    private static final Path WATCH =
            Path.of("../deploy/observability").toAbsolutePath().normalize();

    @Test
    void prometheus_reads_the_rules() throws Exception {
        promtool("check", "rules", "prometheus/rules.yaml");
    }

    @Test
    void each_alert_fires_where_it_should_and_is_quiet_where_not() throws Exception {
        promtool("test", "rules", "prometheus/tests/alerts.yaml");
    }

    @Test
    void the_first_row_tells_a_broken_part_from_a_lone_mishap() throws Exception {
        var asked = list(yaml("prometheus/tests/first-row.yaml"), "tests").stream()
                .flatMap(test -> list(map(test), "promql_expr_test").stream())
                .map(question -> map(question).get("expr").toString())
                .toList();
        var dashboard = new ObjectMapper()
                .readTree(WATCH.resolve("grafana/dashboards/handover.json").toFile())
                .findValuesAsText("expr");

        assertThat(dashboard).containsAll(asked);
        promtool("test", "rules", "prometheus/tests/first-row.yaml");
    }

    @Test
    void each_alert_is_tried_firing_and_quiet() throws IOException {
        var tried = Pattern.compile("name: (\\w+) (fires|is quiet)$", Pattern.MULTILINE)
                .matcher(Files.readString(WATCH.resolve("prometheus/tests/alerts.yaml")))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(alerts()).hasSizeGreaterThan(25).allSatisfy(alert -> {
            assertThat(tried).contains("name: " + alert.get("alert") + " fires");
            assertThat(tried).contains("name: " + alert.get("alert") + " is quiet");
        });
    }

    @Test
    void each_alert_has_a_runbook_in_the_handbook() throws IOException {
        var handbook = Files.readAllLines(Path.of("../docs/operations.md"));

        assertThat(alerts()).allSatisfy(alert -> {
            var name = alert.get("alert").toString();
            assertThat(handbook).contains("### " + name);
            assertThat(alert.get("annotations").toString())
                    .contains("runbook_url=docs/operations.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(alert.get("labels").toString()).matches("\\{severity=(page|ticket)}");
        });
    }

    @Test
    void the_operator_in_a_cluster_is_given_the_same_rules() throws IOException {
        Map<String, Object> spec = map(yaml("cluster/prometheus-rule.yaml").get("spec"));

        assertThat(spec.get("groups")).isEqualTo(yaml("prometheus/rules.yaml").get("groups"));
    }

    // A minute: two looks of Prometheus, and one of Grafana's, after what a service takes to notice.
    @Test
    void prometheus_looks_every_five_seconds_wherever_it_stands() throws IOException {
        var global = map(yaml("prometheus/prometheus.yaml").get("global"));
        var datasource = map(list(yaml("grafana/provisioning/datasources/prometheus.yaml"), "datasources")
                .getFirst());
        var monitor = map(yaml("cluster/pod-monitor.yaml").get("spec"));

        assertThat(global).containsEntry("scrape_interval", "5s").containsEntry("evaluation_interval", "5s");
        assertThat(map(datasource.get("jsonData"))).containsEntry("timeInterval", "5s");
        assertThat(map(list(monitor, "podMetricsEndpoints").getFirst())).containsEntry("interval", "5s");
    }

    // `rate` over fewer than four looks is silent whenever one of them fails.
    @Test
    void no_window_is_narrower_than_four_looks() throws IOException {
        var files = List.of("prometheus/rules.yaml", "grafana/dashboards/handover.json");
        for (var file : files) {
            var narrow = Pattern.compile("\\[(\\d+)s]")
                    .matcher(Files.readString(WATCH.resolve(file)))
                    .results()
                    .map(window -> Integer.valueOf(window.group(1)))
                    .filter(seconds -> seconds < 4 * 5)
                    .toList();

            assertThat(narrow).as(file).isEmpty();
        }
    }

    private static List<?> list(Map<String, Object> in, String name) {
        return (List<?>) in.get(name);
    }

    private static List<Map<String, Object>> alerts() throws IOException {
        var all = new ArrayList<Map<String, Object>>();
        for (var group : (List<?>) yaml("prometheus/rules.yaml").get("groups")) {
            for (var rule : (List<?>) map(group).get("rules")) {
                if (map(rule).containsKey("alert")) {
                    all.add(map(rule));
                }
            }
        }
        return all;
    }

    private static Map<String, Object> yaml(String file) throws IOException {
        return map(new Yaml().load(Files.readString(WATCH.resolve(file))));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static void promtool(String... words) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/promtool")), "there is no promtool (apt-get install prometheus)");
        var command = new ArrayList<>(List.of("/usr/bin/promtool"));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command)
                .directory(WATCH.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
