package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// What a person does to the sandbox with a browser and no code.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DashboardTest {

    private final StripeSandbox sandbox =
            StripeSandbox.start(StripeSandbox.Options.standard().withSettlement(Duration.ofHours(1)));
    private final Browser browser = new Browser();
    private final Wire wire = new Wire(sandbox, "sk_test_dashboard");

    @AfterEach
    void close() {
        sandbox.close();
    }

    private HttpResponse<String> press(String control, String form) {
        return browser.send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/_sandbox/" + control))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private void pressed(String control, String form) {
        assertThat(press(control, form).headers().firstValue("Location"))
                .as(control)
                .contains("/");
    }

    private String session() {
        var price = wire.post("/v1/prices", "currency=eur&unit_amount=2900&product_data[name]=Handbook")
                .text("id");
        return wire.post(
                        "/v1/checkout/sessions",
                        "mode=payment&success_url=http://127.0.0.1:9/&line_items[0][quantity]=1&line_items[0][price]="
                                + price)
                .text("id");
    }

    private List<String> happened() {
        return StreamSupport.stream(
                        wire.get("/v1/events?limit=100").body().get("data").spliterator(), false)
                .map(event -> event.get("type").asText())
                .distinct()
                .toList();
    }

    @Test
    void everything_a_shop_acts_on_can_be_made_to_happen() {
        var paid = session();
        pressed("sessions/" + paid + "/pay", "");
        pressed("sessions/" + paid + "/refund", "amount=500");
        pressed("refunds/" + wire.get("/v1/refunds").body().at("/data/0/id").asText() + "/fail", "");
        pressed("sessions/" + paid + "/dispute", "");
        pressed("sessions/" + paid + "/respond", "");
        pressed("sessions/" + paid + "/win", "");
        pressed("trouble", "payLater=2");
        for (String end : List.of("succeed", "fail")) {
            var late = session();
            pressed("sessions/" + late + "/pay", "");
            pressed("sessions/" + late + "/" + end, "");
        }
        pressed("sessions/" + session() + "/expire", "");

        assertThat(happened())
                .contains(
                        "checkout.session.completed",
                        "checkout.session.async_payment_succeeded",
                        "checkout.session.async_payment_failed",
                        "checkout.session.expired",
                        "charge.refunded",
                        "refund.created",
                        "refund.updated",
                        "refund.failed",
                        "charge.dispute.created",
                        "charge.dispute.updated",
                        "charge.dispute.closed",
                        "charge.dispute.funds_reinstated");
    }

    @Test
    void a_session_nobody_looks_at_expires_when_its_time_has_come() {
        var session = session();

        pressed("clock/advance", "seconds=90000");

        assertThat(happened()).contains("checkout.session.expired");
        assertThat(browser.open(sandbox.url() + "/").body()).contains(session, "expired");
    }

    @Test
    void what_is_refused_is_told_on_a_page() {
        var paid = session();
        pressed("sessions/" + paid + "/pay", "");

        var refused = press("sessions/" + paid + "/refund", "amount=999999");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("<h1>Refused as Stripe would</h1>", "Refund amount (€9,999.99) is greater", "Back to the");
    }

    @Test
    void an_endpoint_is_switched_off_and_on_and_its_secrets_are_shown() {
        var endpoint = wire.post("/v1/webhook_endpoints", "url=http://127.0.0.1:9/&enabled_events[]=price.created");
        var control = "webhook_endpoints/" + endpoint.text("id");

        pressed(control + "/disable", "");
        session();
        assertThat(wire.get("/_sandbox/deliveries").body()).isEmpty();
        pressed(control + "/enable", "");
        pressed(control + "/roll", "");

        session();
        assertThat(wire.get("/_sandbox/deliveries").body()).hasSize(1);
        assertThat(browser.open(sandbox.url() + "/").body()).contains(endpoint.text("secret"));
    }

    @Test
    void trouble_that_is_on_is_plain_to_see_until_it_is_stopped() {
        pressed("trouble", "api=server_error&apiShare=0.5");
        assertThat(browser.open(sandbox.url() + "/").body()).contains("Trouble is on.");

        pressed("trouble", "whole=1");

        assertThat(browser.open(sandbox.url() + "/").body()).doesNotContain("Trouble is on.");
    }
}
