package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.kit.link.DownloadTokens;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.stripe.CheckoutId;

/// Replicas of download-service, which share nothing but topics: two beside each other, and one that takes another's
/// place while buyers download.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplicasTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern TOKEN = Pattern.compile("/store/download\\?token=(v1\\.[A-Za-z0-9._-]+)");
    private static final Pattern FILE = Pattern.compile("href=\"(/api/download\\?[^\"]+)\"");

    private static final String PRODUCT = "kubernetes-starter-stack";
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static House house;
    private static Buyer buyer;
    private static Replica second;
    private static List<URI> replicas;

    private record Bought(String session, String email, String token) {}

    @BeforeAll
    static void open() throws IOException {
        house = House.shared();
        buyer = new Buyer(house);
        second = Replica.start(house, "second", Map.of()).ready();
        replicas = List.of(URI.create(house.value("STORE_URL")), second.url());
    }

    @AfterAll
    static void close() {
        if (second != null) {
            second.close();
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

    @Test
    void a_link_key_is_rotated_while_buyers_download_and_none_of_them_notices() throws Exception {
        var bought = buy();
        var file = file(replicas.getFirst(), bought.token());
        var old = house.secret("HOUSE_LINK_KEYS");
        var young = "young:" + KEY;
        var verifying = settings(old + "," + young);
        var signing = settings(young + "," + old);

        try (var first = Replica.start(house, "verifying", verifying).ready();
                var buyers = new Downloads(first, file)) {
            buyers.fetch(file.replace(bought.token(), issued(bought, "stranger:" + KEY)), 401);
            buyers.moreAnswers(30);

            try (var next = Replica.start(house, "signing", signing).ready()) {
                buyers.fetch(file.replace(bought.token(), issued(bought, young)), 200);
                buyers.comeTo(next);
                buyers.moreAnswers(30);
                assertThat(first.end()).isEqualTo(143);
                buyers.moreAnswers(30);
                buyers.goHome();
            }
            assertThat(buyers.complaints()).isEmpty();
        }
    }

    private static Map<String, String> settings(String linkKeys) {
        return Map.of(
                "LINK_KEYS",
                linkKeys,
                // These buyers take more than the soft limit grants.
                "HANDOVER_DOWNLOAD_DOWNLOADS_PER_PURCHASE",
                "1000000",
                // Unready, and still serving whoever has not noticed.
                "QUARKUS_SHUTDOWN_DELAY",
                "5s");
    }

    private static String issued(Bought bought, String key) {
        return new DownloadTokens(LinkKeys.parse(List.of(key)))
                .issue(new CheckoutId(bought.session()), PRODUCT, Instant.now(), Duration.ofDays(1));
    }

    private static Bought buy() {
        var email = "replica-" + UUID.randomUUID() + "@example.com";
        var url = buyer.checkout("""
                        {"productSlug": "%s", "customerEmail": "%s"}""".formatted(PRODUCT, email))
                .path("checkoutURL")
                .asText();
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
}
