package shop.handover.download.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.download.House;
import shop.handover.download.Shop;
import shop.handover.download.StripeDouble;
import shop.handover.download.visit.Visit;
import shop.handover.download.visit.Visits;
import shop.handover.kit.link.ReturnTicket;
import shop.handover.kit.stripe.CheckoutId;

@QuarkusTest
@WithTestResource(House.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SuccessPageTest {

    private static final Pattern LINK = Pattern.compile("href=\"(/api/download\\?[^\"]+)\"");

    StripeDouble stripe;
    Shop shop;

    @TestHTTPResource
    URI url;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stripe_is_back() {
        stripe.comeBack();
    }

    @Test
    void who_is_back_from_stripe_finds_every_file_and_each_link_gives_it() throws Exception {
        var page = visit(stripe.paid("handbook"), "en");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "Your files are ready", "b…r@example.com", "29.00\u00a0EUR", "1.90\u00a0EUR", "HO-", "The Card")
                .doesNotContain("buyer@example.com", "cs_test_");
        var links = LINK.matcher(page.body())
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .toList();
        assertThat(links).hasSize(3);
        assertThat(client.send(request(links.get(1)).build(), BodyHandlers.ofByteArray())
                        .body())
                .isEqualTo(shop.bytes("big.bin"));
    }

    @Test
    void the_address_names_no_session_and_the_cookie_works_there_alone() throws Exception {
        var checkout = stripe.paid("handbook");

        var arrival = arrive(checkout, StripeDouble.ticket());

        assertThat(arrival.statusCode()).isEqualTo(303);
        var place = arrival.headers().firstValue("Location").orElseThrow();
        assertThat(place).matches("/store/success/[A-Za-z0-9_-]{22}");
        assertThat(arrival.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("Path=" + place, "HttpOnly", "SameSite=Lax", "Max-Age=3600")
                .doesNotContain("Secure");
        assertThat(arrival.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void two_purchases_in_two_tabs_both_work_and_can_be_reloaded() throws Exception {
        var handbook = arrive(stripe.paid("handbook"), StripeDouble.ticket());
        var card = arrive(stripe.paid("card"), StripeDouble.ticket());

        for (var reload = 0; reload < 2; reload++) {
            assertThat(follow(handbook, "en").body()).contains("notes.txt");
            assertThat(follow(card, "en").body()).contains("card.pdf").doesNotContain("notes.txt");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"})
    void without_a_ticket_of_ours_nobody_is_asked(String ticket) throws Exception {
        var checkout = stripe.paid("handbook");
        var before = stripe.calls();

        var answer = arrive(checkout, ticket);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("This link is not complete");
        assertThat(stripe.calls()).isEqualTo(before);
    }

    @Test
    void the_ticket_of_one_purchase_does_not_open_another() throws Exception {
        var other = new ReturnTicket(Shop.keys()).ticket("BBBBBBBBBBBBBBBBBBBBBB");

        assertThat(arrive(stripe.paid("handbook"), other).statusCode()).isEqualTo(400);
    }

    @Test
    void a_payment_on_its_way_is_not_paid_twice() throws Exception {
        var page = visit(stripe.processing("handbook"), "de");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Refresh")).hasValue("30");
        assertThat(page.body())
                .contains("Ihre Zahlung wird bearbeitet", "Bitte zahlen Sie nicht noch einmal.", "29,00\u00a0EUR")
                .doesNotContain("/api/download");
    }

    @ParameterizedTest
    @CsvSource({
        "refunded, This purchase was refunded",
        "disputed, The download is paused",
        "failed, The payment failed",
        "expired, This checkout has ended"
    })
    void who_gets_no_file_is_told_why(String state, String words) throws Exception {
        var checkout = switch (state) {
            case "refunded" -> stripe.refunded("handbook");
            case "disputed" -> stripe.disputed("handbook", "lost");
            case "failed" -> stripe.failed("handbook");
            default -> stripe.expired("handbook");
        };

        var page = visit(checkout, "en");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains(words).doesNotContain("/api/download");
    }

    @Test
    void a_session_that_is_not_ours_is_not_found() throws Exception {
        var page = arrive(stripe.foreign("handbook"), StripeDouble.ticket());

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("We cannot find this purchase");
    }

    @Test
    void while_stripe_is_away_the_page_says_what_will_happen() throws Exception {
        var checkout = stripe.paid("handbook");
        stripe.goAway();

        var page = arrive(checkout, StripeDouble.ticket());

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Refresh")).hasValue("20");
        assertThat(page.body()).contains("Your purchase is safe");
    }

    @Test
    void after_its_hour_the_page_points_to_the_mail() throws Exception {
        var visits = new Visits(Shop.keys(), Duration.ofMinutes(60));
        var checkout = new CheckoutId(stripe.paid("handbook"));
        var old = visits.cookie(new Visit(checkout, Instant.now().minusSeconds(3601)));
        var before = stripe.calls();

        var page = client.send(
                request("/store/success/" + visits.handle(checkout))
                        .header("Cookie", "visit=" + old)
                        .build(),
                BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body()).contains("This page has ended");
        assertThat(stripe.calls()).isEqualTo(before);
    }

    @Test
    void the_address_alone_opens_nothing() throws Exception {
        var place = arrive(stripe.paid("handbook"), StripeDouble.ticket())
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(client.send(request(place).build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(410);
    }

    @Test
    void a_free_order_says_that_nothing_was_to_pay() throws Exception {
        assertThat(visit(stripe.free("card"), "en").body()).contains("Your files are ready", "card.pdf");
    }

    @Test
    void the_download_page_lists_what_the_mailed_link_is_for() throws Exception {
        var token = Shop.token(stripe.paid("handbook"), "handbook");

        var page = client.send(request("/store/download?token=" + token).build(), BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("The Handbook", "24.0\u00a0MB", "SHA-256", "notes.txt", "curl -L -C -")
                .doesNotContain("cs_test_");
        assertThat(LINK.matcher(page.body()).results()).hasSize(3);
    }

    private HttpResponse<String> visit(String checkout, String language) throws IOException, InterruptedException {
        return follow(arrive(checkout, StripeDouble.ticket()), language);
    }

    private HttpResponse<String> arrive(String checkout, String ticket) throws IOException, InterruptedException {
        return client.send(
                request("/store/success?session_id=" + checkout + "&r=" + ticket)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> follow(HttpResponse<String> arrival, String language)
            throws IOException, InterruptedException {
        var cookie = arrival.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        return client.send(
                request(arrival.headers().firstValue("Location").orElseThrow())
                        .header("Cookie", cookie)
                        .setHeader("Accept-Language", language)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path))
                .header("Accept", "text/html")
                .header("Accept-Language", "en");
    }
}
