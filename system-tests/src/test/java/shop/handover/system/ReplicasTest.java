package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Two replicas of download-service, which share nothing but topics.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplicasTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern TOKEN = Pattern.compile("/store/download\\?token=(v1\\.[A-Za-z0-9._-]+)");
    private static final Pattern FILE = Pattern.compile("href=\"(/api/download\\?[^\"]+)\"");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static House house;
    private static Buyer buyer;
    private static Process second;
    private static List<URI> replicas;

    private record Bought(String session, String email, String token) {}

    @BeforeAll
    static void open() throws IOException {
        house = House.shared();
        buyer = new Buyer(house);
        var port = freePort();
        second = house.replica(
                "download", Map.of("QUARKUS_HTTP_PORT", "" + port, "QUARKUS_MANAGEMENT_PORT", "" + freePort()));
        replicas = List.of(URI.create(house.value("STORE_URL")), URI.create("http://127.0.0.1:" + port));
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> get(replicas.get(1), "/store/lost-download").statusCode() == 200);
    }

    @AfterAll
    static void close() throws InterruptedException {
        if (second != null) {
            second.destroy();
            second.waitFor();
        }
    }

    @Test
    void a_refund_is_felt_on_both_within_five_seconds_of_each_other() throws Exception {
        var bought = buy();
        for (var replica : replicas) {
            assertThat(status(replica, bought.token())).isEqualTo(200);
        }

        buyer.sandbox("sessions/" + bought.session() + "/refund", "");

        await().atMost(SOON).until(() -> replicas.stream().anyMatch(replica -> status(replica, bought.token()) == 403));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> replicas.stream().allMatch(replica -> status(replica, bought.token()) == 403));
    }

    @Test
    void downloads_at_one_count_at_the_other_and_a_mailed_link_opens_both_again() throws Exception {
        var bought = buy();
        var file = file(replicas.getFirst(), bought.token());
        for (var i = 0; i < 20; i++) {
            assertThat(get(replicas.get(i % 2), file).statusCode()).isEqualTo(200);
        }

        await().atMost(SOON).until(() -> replicas.stream().allMatch(replica -> status(replica, bought.token()) == 410));
        assertThat(get(replicas.getFirst(), file).statusCode()).isEqualTo(410);

        askForAFreshLink(bought.token());
        await().atMost(SOON).until(() -> buyer.mails(bought.email()).size() == 2);
        var fresh = token(bought.email());
        assertThat(fresh).isNotEqualTo(bought.token());
        for (var replica : replicas) {
            assertThat(get(replica, file(replica, fresh)).statusCode()).isEqualTo(200);
        }
        var shown = house.call("purchase", "show", bought.session());
        assertThat(shown.output()).contains("fetched").contains("networks: 1").doesNotContain("127.0.0.1");
    }

    private static Bought buy() {
        var email = "replica-" + UUID.randomUUID() + "@example.com";
        var url = buyer.checkout("""
                        {"productSlug": "kubernetes-starter-stack", "customerEmail": "%s"}""".formatted(email)).path("checkoutURL").asText();
        var session = url.replaceAll("^.*/pay/(cs_test_[A-Za-z0-9]+).*$", "$1");
        buyer.pay(session);
        await().atMost(SOON).until(() -> buyer.mails(email).size() == 1);
        return new Bought(session, email, token(email));
    }

    // Of the newest mail.
    private static String token(String email) {
        var mail = buyer.mail(buyer.mails(email).getFirst().path("ID").asText());
        var link = TOKEN.matcher(mail.path("Text").asText());
        assertThat(link.find()).as(mail.path("Text").asText()).isTrue();
        return link.group(1);
    }

    private static String file(URI replica, String token) throws IOException, InterruptedException {
        var link = FILE.matcher(get(replica, "/store/download?token=" + token).body());
        assertThat(link.find()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    private static void askForAFreshLink(String token) throws IOException, InterruptedException {
        var form = HttpRequest.newBuilder(replicas.get(1).resolve("/store/fresh-link"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + token))
                .build();
        assertThat(HTTP.send(form, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    private static int status(URI replica, String token) {
        try {
            return get(replica, "/store/download?token=" + token).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static HttpResponse<String> get(URI replica, String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(replica.resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
