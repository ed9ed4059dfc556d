package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.param.EventListParams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.handover.sandbox.stripe.checkout.Buyer;
import shop.handover.sandbox.stripe.payment.Instrument;
import shop.handover.sandbox.stripe.trouble.DeliveryTrouble;

/// How events reach an endpoint, and what happens when they do not.
@DisplayNameGeneration(ReplaceUnderscores.class)
class WebhooksTest {

    @TempDir
    private Path folder;

    private StripeSandbox sandbox = StripeSandbox.start(
            StripeSandbox.Options.standard().withRetrySpeed(100_000).withSettlement(Duration.ofMillis(50)));
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        sandbox.close();
        receiver.close();
    }

    private String paidSession(String card) throws StripeException {
        var shop = new Shop(sandbox);
        var id = shop.session(shop.price("Handbook", "eur", 2900).getId()).getId();
        sandbox.actions()
                .pay(
                        id,
                        Buyer.of("buyer@example.com"),
                        card.startsWith("AT") ? Instrument.account(card) : Instrument.card(card));
        return id;
    }

    @Test
    void a_refused_delivery_is_tried_again_and_a_redirect_is_a_refusal() throws StripeException {
        var endpoint = new Shop(sandbox).listenAt(receiver.url());
        receiver.willAnswer(500, 302, 404);

        new Shop(sandbox).price("Handbook", "eur", 2900);

        var letters = receiver.await("product.created", 1);
        Eventually.until(Duration.ofSeconds(20), () -> receiver.letters().size() == 5);
        letters.forEach(letter -> letter.opened(endpoint.getSecret()));
        Eventually.until(Duration.ofSeconds(10), () -> pending() == 0);
    }

    private long pending() {
        try {
            return new Shop(sandbox)
                    .stripe()
                    .v1()
                    .events()
                    .list(EventListParams.builder().setDeliverySuccess(false).build())
                    .getData()
                    .size();
        } catch (StripeException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_secret_made_beforehand_signs_and_replaces_the_one_before_it() throws StripeException {
        sandbox.tell(receiver.url(), "whsec_VISIBLYFAKEBEFORE");
        sandbox.tell(receiver.url(), "whsec_VISIBLYFAKE");

        new Shop(sandbox).price("Handbook", "eur", 2900);

        receiver.await("product.created", 1).forEach(letter -> letter.opened("whsec_VISIBLYFAKE"));
        assertThat(new Shop(sandbox).stripe().v1().webhookEndpoints().list().getData())
                .hasSize(1);
    }

    @Test
    void a_house_that_moves_takes_its_endpoint_along_and_what_it_is_owed() throws StripeException {
        var nobody = "http://127.0.0.1:9/";
        sandbox.tell(nobody, "whsec_VISIBLYFAKE");
        new Shop(sandbox).price("Handbook", "eur", 2900);

        sandbox.tell(receiver.url(), "whsec_VISIBLYFAKE");

        receiver.await("product.created", 1).forEach(letter -> letter.opened("whsec_VISIBLYFAKE"));
        assertThat(new Shop(sandbox).stripe().v1().webhookEndpoints().list().getData())
                .extracting("url")
                .containsExactly(receiver.url());
        Eventually.until(Duration.ofSeconds(30), () -> pending() == 0);
    }

    @Test
    void an_event_is_told_twice_under_two_ids_and_twice_under_one() throws StripeException {
        new Shop(sandbox).listenAt(receiver.url());
        sandbox.troubles().make(new DeliveryTrouble(0, 0, 0, 2, false, List.of(), true, false, 0));

        paidSession("4242424242424242");

        var told = receiver.await("checkout.session.completed", 4);
        assertThat(told.stream()
                        .map(letter -> letter.body().split("\"id\": \"")[1].split("\"")[0])
                        .distinct())
                .hasSize(2);
    }

    @Test
    void a_rolled_secret_signs_beside_the_old_one() throws StripeException {
        var endpoint = new Shop(sandbox).listenAt(receiver.url());
        var rolled = new Wire(sandbox, "")
                .post("/_sandbox/webhook_endpoints/" + endpoint.getId() + "/roll", "overlapSeconds=3600");

        new Shop(sandbox).price("Handbook", "eur", 2900);

        var letter = receiver.await("product.created", 1).getFirst();
        assertThat(letter.signature().split("v1=")).hasSize(3);
        letter.opened(endpoint.getSecret());
        letter.opened(rolled.text("secret"));
    }

    @Test
    void held_events_come_when_released() throws StripeException {
        new Shop(sandbox).listenAt(receiver.url());
        sandbox.troubles().make(new DeliveryTrouble(0, 0, 0, 1, false, List.of("checkout.*"), false, false, 0));
        paidSession("4242424242424242");
        receiver.await("payment_intent.succeeded", 1);
        assertThat(receiver.letters()).noneMatch(letter -> letter.is("checkout.session.completed"));

        sandbox.actions().hurry();

        receiver.await("checkout.session.completed", 1);
    }

    @Test
    void a_bank_debit_is_told_twice_once_unpaid_and_once_decided() throws StripeException {
        new Shop(sandbox).listenAt(receiver.url());

        paidSession("AT611904300234573201");
        paidSession("AT861904300235473202");

        assertThat(receiver.await("checkout.session.completed", 2))
                .allMatch(letter -> letter.body().contains("\"payment_status\": \"unpaid\""));
        receiver.await("checkout.session.async_payment_succeeded", 1);
        receiver.await("checkout.session.async_payment_failed", 1);
    }

    @Test
    void an_older_endpoint_hears_the_older_words() throws StripeException {
        new Wire(sandbox, "sk_test_x")
                .post(
                        "/v1/webhook_endpoints",
                        "url=" + receiver.url()
                                + "&enabled_events[]=checkout.session.completed&api_version=2025-03-31.basil");

        paidSession("4242424242424242");

        assertThat(receiver.await("checkout.session.completed", 1).getFirst().body())
                .contains("\"api_version\": \"2025-03-31.basil\"", "\"ui_mode\": \"hosted\"");
    }

    @Test
    void an_event_is_listed_for_thirty_days() {
        var wire = new Wire(sandbox, "sk_test_x");
        wire.post("/v1/products", "name=Old");
        var id = wire.get("/v1/events?limit=1").body().at("/data/0/id").asText();

        sandbox.clock().move(Duration.ofDays(29));
        var still = wire.get("/v1/events/" + id);
        sandbox.clock().move(Duration.ofDays(2));

        assertThat(still.status()).isEqualTo(200);
        assertThat(wire.get("/v1/events/" + id).status()).isEqualTo(404);
        assertThat(wire.get("/v1/events").body().get("data")).isEmpty();
    }

    @Test
    void what_is_owed_survives_a_restart() throws StripeException {
        sandbox.close();
        sandbox = StripeSandbox.start(StripeSandbox.Options.standard().withData(folder));
        new Shop(sandbox).listenAt(receiver.url());
        sandbox.troubles().make(new DeliveryTrouble(1_000, 0, 0, 1, false, List.of(), false, false, 0));
        var id = paidSession("4242424242424242");
        var first = new Wire(sandbox, "sk_test_x").post("/v1/products", "name=Once", "Idempotency-Key", "once");
        sandbox.clock().move(Duration.ofHours(1));
        sandbox.close();

        sandbox = StripeSandbox.start(StripeSandbox.Options.standard().withData(folder));

        assertThat(sandbox.clock().ahead()).isEqualTo(Duration.ofHours(1));
        var told = receiver.await("checkout.session.completed", 1);
        assertThat(told.getFirst().body()).contains(id);
        assertThat(new Shop(sandbox)
                        .stripe()
                        .v1()
                        .checkout()
                        .sessions()
                        .retrieve(id)
                        .getPaymentStatus())
                .isEqualTo("paid");
        assertThat(new Wire(sandbox, "sk_test_x")
                        .post("/v1/products", "name=Once", "Idempotency-Key", "once")
                        .text("id"))
                .isEqualTo(first.text("id"));
    }
}
