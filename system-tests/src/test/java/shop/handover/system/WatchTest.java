package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.system.Collector.Seen;

/// What an operator sees of the house: traces, logs and figures, and that no buyer is seen in them.
@DisplayNameGeneration(ReplaceUnderscores.class)
class WatchTest {

    private static final Path WATCH = Path.of("../deploy/observability");
    private static final Path HANDBOOK = Path.of("../docs/operations.md");
    private static final List<String> SERVICES = List.of("checkout", "webhook", "fulfillment", "download");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static House house;
    private static Buyer buyer;
    private static String session;

    @BeforeAll
    static void move_in_and_buy() {
        house = House.shared();
        buyer = new Buyer(house);
        var journey = house.call("journey");
        assertThat(journey.status()).as(journey.output()).isZero();
        session = found(journey.output(), "checkout=(cs_test_\\w+)").getFirst();
    }

    @Test
    void a_purchase_is_one_trace_from_buy_to_mail_and_file() {
        var stations = List.of(
                "checkout-service checkout opened",
                "webhook-service checkout.session.completed received",
                "fulfillment-service checkout.session.completed recorded",
                "fulfillment-service mail confirmation",
                "download-service links shown",
                "download-service link redeemed");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Collector.shared().ofTrace(trace()))
                        .extracting(span -> span.service() + " " + span.name())
                        .containsAll(stations));

        assertThat(station("checkout.session.completed received").attributes())
                .containsEntry("handover.checkout", session);
    }

    // Stripe does not carry our trace, so the request it makes begins one of its own; a click on Stripe's event
    // finds the purchase, and the other way round.
    @Test
    void the_webhook_and_what_kafka_carries_on_are_linked_with_the_purchase_both_ways() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var received = station("checkout.session.completed received");
            var recorded = station("checkout.session.completed recorded");
            var webhook = at(received.links().getFirst());
            var batch = at(recorded.links().getFirst());

            assertThat(webhook.service()).isEqualTo("webhook-service");
            assertThat(webhook.trace()).isNotEqualTo(trace());
            assertThat(webhook.links()).anyMatch(link -> link.startsWith(trace()));
            assertThat(batch.service()).isEqualTo("fulfillment-service");
            assertThat(batch.name()).isEqualTo("stripe-events process");
            assertThat(batch.links()).anyMatch(link -> link.startsWith(trace()));
            // One event goes on in the webhook's trace, several are linked with theirs.
            assertThat(batch.trace().equals(webhook.trace())
                            || batch.links().stream().anyMatch(link -> link.startsWith(webhook.trace())))
                    .isTrue();
            assertThat(Collector.shared().ofTrace(batch.trace()))
                    .as("what PostgreSQL was asked")
                    .anyMatch(span -> span.attributes().containsKey("db.operation")
                            || span.attributes().containsKey("db.operation.name")
                            || span.attributes().containsKey("db.statement"));
        });
    }

    @Test
    void a_line_of_a_purchase_is_found_by_its_checkout() throws IOException {
        for (var service : SERVICES) {
            var lines = house.log(service).lines().toList();

            assertThat(lines).as(service).isNotEmpty().allMatch(line -> line.startsWith("{"));
            var mine = lines.stream().filter(line -> line.contains(session)).toList();
            assertThat(mine).as(service).isNotEmpty();
            for (var line : mine) {
                assertThat(json(line).at("/mdc/checkout").asText()).as(line).isEqualTo(session);
            }
        }
        assertThat(json(house.log("webhook")
                                .lines()
                                .filter(line -> line.contains(session))
                                .findFirst()
                                .orElseThrow())
                        .at("/mdc/traceId")
                        .asText())
                .matches("[0-9a-f]{32}");
    }

    @Test
    void no_buyer_and_no_secret_is_seen_in_logs_figures_spans_and_refusals() throws Exception {
        var email = "canary-" + UUID.randomUUID() + "@example.com";
        var url = buyer.checkout("""
            {"productSlug": "kubernetes-starter-stack", "customerEmail": "%s"}\
            """.formatted(email)).path("checkoutURL").asText();
        buyer.pay(url.replaceAll("^.*/pay/(cs_test_[A-Za-z0-9]+).*$", "$1"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(buyer.mails(email)).hasSize(1));
        var mail = buyer.mail(buyer.mails(email).getFirst().path("ID").asText());
        var token = found(mail.path("Text").asText(), "token=([\\w.-]+)").getFirst();
        var store = house.value("STORE_URL");
        var given = get(store + "/download?token=" + token, "text/html");
        var refused = get(store.replace("/store", "/api/download") + "?token=" + token + "x", "*/*");
        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(401);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Collector.shared().spans().stream()
                        .anyMatch(span -> span.name().equals("link redeemed")));

        var canaries = new ArrayList<>(List.of(email, token, "session_id=cs_", house.value("STRIPE_SECRET_KEY")));
        canaries.addAll(found(house.secrets(), "=([\\w:-]{20,})"));
        assertThat(canaries).hasSizeGreaterThan(6);

        var seen = SERVICES.stream().map(house::log).collect(Collectors.joining())
                + SERVICES.stream().map(WatchTest::metrics).collect(Collectors.joining())
                + Collector.shared().spans()
                + refused.body();
        assertThat(canaries)
                .allSatisfy(canary -> assertThat(seen.indexOf(canary))
                        .as("%s… is seen in: %s", canary.substring(0, 9), around(seen, canary))
                        .isNegative());
    }

    @Test
    void every_figure_of_the_dashboard_and_the_alerts_is_told_by_a_service() throws IOException {
        var name = "\\b((?:handover|kafka|http|sql|jvm|process|system)_[a-z_0-9]+)\\b";

        var wanted = new TreeSet<>(found(Files.readString(WATCH.resolve("prometheus/rules.yaml")), name));
        expressions(JSON.readTree(
                        WATCH.resolve("grafana/dashboards/handover.json").toFile()))
                .forEach(expression -> wanted.addAll(found(expression, name)));

        assertThat(wanted).hasSizeGreaterThan(30);
        // Figures of a partition appear a minute after its first records: Micrometer looks for new ones that often.
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(told()).containsAll(wanted));
    }

    @Test
    void every_figure_of_ours_is_explained_in_the_handbook() throws IOException {
        var handbook = Files.readString(HANDBOOK);
        var ours = SERVICES.stream()
                .flatMap(service -> names(metrics(service)).stream())
                .filter(name -> name.startsWith("handover_"))
                .map(name -> name.replaceAll("_seconds_(bucket|count|sum|max)$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ours)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(handbook)
                        .containsAnyOf("`" + name, "`…" + name.replaceFirst("handover_[a-z]+", "")));
    }

    private static Set<String> told() {
        return SERVICES.stream()
                .flatMap(service -> names(metrics(service)).stream())
                .collect(Collectors.toSet());
    }

    private static String trace() {
        return buyer.found("/v1/checkout/sessions/" + session)
                .at("/metadata/traceparent")
                .asText()
                .split("-")[1];
    }

    private static Seen station(String name) {
        return Collector.shared().ofTrace(trace()).stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name + " yet"));
    }

    private static Seen at(String place) {
        return Collector.shared().spans().stream()
                .filter(span -> span.place().equals(place))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + place + " yet"));
    }

    private static String metrics(String service) {
        return house.metrics(service);
    }

    private static Set<String> names(String metrics) {
        return metrics.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static Collection<String> expressions(JsonNode node) {
        return node.findValuesAsText("expr");
    }

    private static HttpResponse<String> get(String address, String accept) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(Duration.ofSeconds(20))
                    .header("Accept", accept);
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String line) throws IOException {
        return JSON.readTree(line);
    }

    private static String around(String seen, String canary) {
        var place = Math.max(0, seen.indexOf(canary));
        return seen.substring(Math.max(0, place - 200), Math.min(seen.length(), place + canary.length() + 50));
    }

    private static List<String> found(String text, String pattern) {
        try (Stream<MatchResult> results =
                Pattern.compile(pattern).matcher(text).results()) {
            return results.map(result -> result.group(1)).toList();
        }
    }
}
