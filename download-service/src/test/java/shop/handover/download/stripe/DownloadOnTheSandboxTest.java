package shop.handover.download.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceCreateParams.ProductData;
import com.stripe.param.checkout.SessionCreateParams;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.download.SandboxHouse;
import shop.handover.download.Shop;
import shop.handover.download.StripeDouble;
import shop.handover.kit.link.Seal;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.sandbox.stripe.StripeSandbox;
import shop.handover.sandbox.stripe.checkout.Buyer;
import shop.handover.sandbox.stripe.payment.Instrument;

/// The same journey against a Stripe that behaves like Stripe.
@QuarkusTest
@WithTestResource(SandboxHouse.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class DownloadOnTheSandboxTest {

    private static final Pattern LINK = Pattern.compile("href=\"(/api/download\\?[^\"]+big.bin[^\"]*)\"");
    private static final String CARD = "4242424242424242";
    private static final String SEPA = "AT611904300234573201";

    StripeSandbox stripe;
    Shop shop;

    @Inject
    StripeGateway gateway;

    @TestHTTPResource
    URI url;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_buyer_pays_comes_back_and_has_the_file() throws Exception {
        var checkout = paid(Instrument.card(CARD));

        var page = visit(checkout);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Your files are ready", "b…r@example.com", "29.00");
        var link = LINK.matcher(page.body());
        assertThat(link.find()).isTrue();
        var file = client.send(request(link.group(1).replace("&amp;", "&")).build(), BodyHandlers.ofByteArray());
        assertThat(Shop.sha256(file.body())).isEqualTo(Shop.sha256(shop.bytes("big.bin")));
    }

    @Test
    void who_was_given_his_money_back_has_no_file() throws Exception {
        var checkout = paid(Instrument.card(CARD));
        stripe.actions().refund(checkout, Optional.empty());

        assertThat(download(checkout)).isEqualTo(403);
        assertThat(visit(checkout).body()).contains("This purchase was refunded");
    }

    @Test
    void a_partial_refund_and_an_inquiry_leave_the_file_with_the_buyer() throws Exception {
        var partly = paid(Instrument.card(CARD));
        stripe.actions().refund(partly, Optional.of(1000L));
        var asked = paid(Instrument.card(CARD));
        stripe.actions().dispute(asked, true);

        assertThat(download(partly)).isEqualTo(200);
        assertThat(download(asked)).isEqualTo(200);
    }

    @Test
    void a_dispute_pauses_the_download_and_a_won_one_does_not() throws Exception {
        var open = paid(Instrument.card(CARD));
        stripe.actions().dispute(open, false);
        var won = paid(Instrument.card(CARD));
        stripe.actions().dispute(won, false);
        stripe.actions().decide(won, true);

        assertThat(download(open)).isEqualTo(403);
        assertThat(download(won)).isEqualTo(200);
    }

    @Test
    void a_delayed_payment_waits_and_a_failed_one_is_told() throws Exception {
        var waiting = paid(Instrument.account(SEPA));
        assertThat(visit(waiting).body()).contains("Please do not pay again.");

        var failed = paid(Instrument.account(SEPA));
        stripe.actions().settle(failed, false);
        assertThat(visit(failed).body()).contains("The payment failed");

        var settled = paid(Instrument.account(SEPA));
        stripe.actions().settle(settled, true);
        assertThat(download(settled)).isEqualTo(200);
    }

    @Test
    void an_open_and_an_ended_checkout_have_no_file() throws Exception {
        var open = session();
        var ended = session();
        stripe.actions().expire(ended);

        assertThat(download(open)).isEqualTo(403);
        assertThat(download(ended)).isEqualTo(403);
        assertThat(download("cs_test_nobodyknowsit")).isEqualTo(403);
    }

    private String paid(Instrument instrument) {
        var checkout = session();
        stripe.actions().pay(checkout, Buyer.of("buyer@example.com"), instrument);
        return checkout;
    }

    private String session() {
        var price = gateway.askAndWait(stripe -> stripe.v1()
                .prices()
                .create(PriceCreateParams.builder()
                        .setCurrency("eur")
                        .setUnitAmount(2900L)
                        .setProductData(
                                ProductData.builder().setName("The Handbook").build())
                        .build()));
        var metadata = new TreeMap<String, String>();
        metadata.put("shop", "example");
        metadata.put("productSlug", "handbook");
        metadata.put("nonce", StripeDouble.NONCE);
        metadata.put("seal", new Seal(Shop.keys()).over(metadata));
        return gateway.askAndWait(stripe -> stripe.v1()
                        .checkout()
                        .sessions()
                        .create(SessionCreateParams.builder()
                                .setMode(SessionCreateParams.Mode.PAYMENT)
                                .setSuccessUrl("http://127.0.0.1:8080/store/success?session_id={CHECKOUT_SESSION_ID}")
                                .addLineItem(SessionCreateParams.LineItem.builder()
                                        .setPrice(price.getId())
                                        .setQuantity(1L)
                                        .build())
                                .putAllMetadata(metadata)
                                .build()))
                .getId();
    }

    private HttpResponse<String> visit(String checkout) throws Exception {
        var arrival = client.send(
                request("/store/success?session_id=" + checkout + "&r=" + StripeDouble.ticket())
                        .build(),
                BodyHandlers.ofString());
        return client.send(
                request(arrival.headers().firstValue("Location").orElseThrow())
                        .header(
                                "Cookie",
                                arrival.headers()
                                        .firstValue("Set-Cookie")
                                        .orElseThrow()
                                        .split(";")[0])
                        .build(),
                BodyHandlers.ofString());
    }

    private int download(String checkout) throws Exception {
        var path = "/api/download?token=" + Shop.token(checkout, "handbook") + "&file=notes.txt";
        return client.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path))
                .header("Accept", "text/html")
                .header("Accept-Language", "en");
    }
}
