package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import shop.handover.sandbox.inbox.Inbox;
import shop.handover.sandbox.inbox.InboxOptions;

/// The dashboard's own questions, put to a real Prometheus that watches a real house. Skipped where there is none
/// (Debian's package `prometheus`).
@DisplayNameGeneration(ReplaceUnderscores.class)
class DashboardTest {

    private static final Path DASHBOARD = Path.of("../deploy/observability/grafana/dashboards/handover.json");
    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(180);

    private static JsonNode panels;

    @BeforeAll
    static void read() throws IOException {
        assumeTrue(Prometheus.isHere(), "there is no Prometheus (apt-get install prometheus)");
        panels = new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels");
    }

    @Test
    void every_panel_of_a_house_that_sells_shows_something_and_nothing_is_broken() throws Exception {
        var house = House.shared();
        try (var prometheus = Prometheus.watching(house)) {
            await().atMost(SOON).until(() -> broken(prometheus).equals("[]"));

            // The first brings every figure into being, the second makes it grow.
            buy(house);
            await().atMost(SOON).until(() -> empty(prometheus).size() < 10);
            buy(house);

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(empty(prometheus)).isEmpty());
            assertThat(broken(prometheus)).isEqualTo("[]");
        }
    }

    // At the pace that is shipped. Each part breaks while it is at work: calls and mails that went well a moment
    // ago must not hide it.
    @Test
    @EnabledIfSystemProperty(
            named = "handover.tests",
            matches = "full",
            disabledReason = "a long run: ./handover test full")
    void the_first_row_names_the_part_that_is_broken() throws Exception {
        try (var relay = Inbox.start(InboxOptions.forTests());
                var door = new Door(relay.smtpPort())) {
            door.open();
            var house = House.up("house-broken", Map.of("SMTP_HOST", "127.0.0.1", "SMTP_PORT", "" + door.port()));
            try (house;
                    var prometheus = Prometheus.asShipped(house)) {
                whole(prometheus);
                for (var service : List.of("checkout", "webhook", "fulfillment", "download")) {
                    house.kill(service);
                    told(prometheus, "[" + service + "-service]");
                    mended(house, prometheus);
                }
                house.kill("kafka");
                told(prometheus, "[Kafka]");
                mended(house, prometheus);
                house.kill("postgres");
                told(prometheus, "[PostgreSQL]");
                mended(house, prometheus);

                var buyer = new Buyer(house);
                for (var i = 0; i < 3; i++) {
                    pay(buyer);
                }
                buyer.sandbox("trouble", "api=server_error&apiShare=1");
                for (var i = 0; i < 3; i++) {
                    checkout(buyer);
                }
                told(prometheus, "[Stripe]");
                buyer.sandbox("trouble", "api=none");
                whole(prometheus);

                pay(buyer);
                await().atMost(SOON)
                        .until(() -> !prometheus
                                .ask("sum(increase(handover_mails_total{fate='sent'}[10s])) > 0")
                                .isEmpty());
                door.shut();
                pay(buyer);
                told(prometheus, "[Mail relay]");
            }
        }
    }

    private static String checkout(Buyer buyer) {
        return buyer.checkout("{\"productSlug\": \"kubernetes-starter-stack\"}")
                .path("checkoutURL")
                .asText();
    }

    private static void pay(Buyer buyer) {
        buyer.pay(checkout(buyer).replaceAll("^.*/pay/(cs_test_[A-Za-z0-9]+).*$", "$1"));
    }

    private static void buy(House house) {
        var journey = house.call("journey");
        assertThat(journey.status()).as(journey.output()).isZero();
    }

    private static void told(Prometheus prometheus, String parts) {
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(broken(prometheus)).isEqualTo(parts));
    }

    private static void mended(House house, Prometheus prometheus) {
        var outcome = house.call("up", "--detach");
        assertThat(outcome.status()).as(outcome.output()).isZero();
        whole(prometheus);
    }

    private static void whole(Prometheus prometheus) {
        await().atMost(SOON).untilAsserted(() -> assertThat(broken(prometheus)).isEqualTo("[]"));
    }

    /// What the panel `What is broken` shows in red.
    private static String broken(Prometheus prometheus) throws IOException, InterruptedException {
        var parts = new TreeSet<String>();
        var known = 0;
        for (var target : titled("What is broken").path("targets")) {
            for (var result : prometheus.ask(target.path("expr").asText())) {
                known++;
                if (!result.at("/value/1").asText().equals("0")) {
                    parts.add(target.path("legendFormat")
                            .asText()
                            .replace("{{service}}", result.at("/metric/service").asText()));
                }
            }
        }
        return known == 8 ? parts.toString() : "not all parts are known";
    }

    private static JsonNode titled(String title) {
        return panels.valueStream()
                .filter(panel -> panel.path("title").asText().equals(title))
                .findFirst()
                .orElseThrow();
    }

    /// The panels that show nothing. What fires now is rightly empty.
    private static List<String> empty(Prometheus prometheus) {
        return panels.valueStream()
                .filter(panel -> !panel.path("title").asText().equals("What fires now"))
                .flatMap(panel -> panel.path("targets")
                        .valueStream()
                        .map(target -> target.path("expr").asText().replace("$__rate_interval", "1m"))
                        .filter(expression -> showsNothing(prometheus, expression))
                        .map(expression -> panel.path("title").asText() + ": " + expression))
                .collect(Collectors.toList());
    }

    private static boolean showsNothing(Prometheus prometheus, String expression) {
        try {
            return prometheus
                    .ask(expression)
                    .valueStream()
                    .allMatch(result -> result.at("/value/1").asText().equals("NaN"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
