package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every recorded exchange with Stripe's API that falls in what the sandbox knows is asked again of the sandbox:
/// status,
/// headers and shape are the recorded ones. Skipped, and said so, where the recordings are not on this machine.
@DisplayName("Recorded exchanges")
class RecordedExchangesTest {

    /// Headers whose value never depends on the call.
    private static final List<String> FIXED = List.of(
            "content-type",
            "server",
            "access-control-allow-credentials",
            "access-control-allow-methods",
            "access-control-allow-origin",
            "access-control-expose-headers",
            "access-control-max-age",
            "cache-control",
            "strict-transport-security",
            "stripe-should-retry",
            "vary",
            "x-stripe-priority-routing-enabled",
            "x-stripe-routing-context-priority-tier");

    private static StripeSandbox sandbox;
    private static Wire wire;

    @BeforeAll
    static void start() {
        sandbox = StripeSandbox.start(StripeSandbox.Options.standard());
        wire = new Wire(sandbox, "sk_test_recorded");
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @TestFactory
    @DisplayName("are answered as Stripe answered them")
    Stream<DynamicTest> are_answered_as_stripe_answered_them() {
        var recordings = Recording.inTheSlice();
        // A factory that aborts is not counted at all; a test that aborts is seen to be skipped.
        if (recordings.isEmpty()) {
            return Stream.of(DynamicTest.dynamicTest(
                    "as recorded", () -> abort("the recordings are not on this machine; set STRIPE_MATERIAL")));
        }
        return recordings.stream().map(r -> DynamicTest.dynamicTest(r.toString(), () -> answersAsRecorded(r)));
    }

    private static void answersAsRecorded(Recording recorded) {
        var ours = ask(recorded);

        assertThat(ours.status()).as(ours.raw().body()).isEqualTo(recorded.status());
        assertThat(recorded.headers())
                .allSatisfy(name -> assertThat(ours.header(name)).as(name).isNotEmpty());
        assertThat(ours.header("stripe-version")).isEqualTo(recorded.version());
        assertThat(recorded.differences(ours.body())).isEmpty();
        // What Stripe has changed since, in headers and words, is not held against today's form.
        if (recorded.version().compareTo("2025") > 0) {
            assertThat(recorded.headers().stream().filter(FIXED::contains))
                    .allSatisfy(name -> assertThat(ours.header(name))
                            .as(name)
                            .isEqualTo(
                                    recorded.exchange().get("headers").get(name).asText()));
            sameWords(recorded.body().path("error"), ours);
        }
        for (String field : List.of("object", "status", "payment_status", "mode", "ui_mode", "capture_method")) {
            assertThat(ours.text(field))
                    .as(field)
                    .isEqualTo(recorded.body().path(field).asText(""));
        }
    }

    private static void sameWords(JsonNode error, Wire.Answer ours) {
        for (String field : List.of("type", "code", "param", "doc_url", "message")) {
            assertThat(ours.error(field)).as(field).isEqualTo(error.path(field).asText(""));
        }
    }

    private static Wire.Answer ask(Recording recorded) {
        return switch (recorded.path()) {
            case "/v1/payment_intents/{id}" ->
                wire.get("/v1/payment_intents/" + intentLike(recorded), version(recorded));
            case "/v1/charges/{id}" ->
                wire.get(
                        "/v1/charges/" + booked(intentLike(recorded))
                                + "?expand[]=balance_transaction&expand[]=payment_intent&expand[]=refunds",
                        version(recorded));
            default ->
                recorded.hasKey()
                        ? wire.post(
                                recorded.path(),
                                ours(recorded.form()),
                                "Stripe-Version",
                                recorded.version(),
                                "Idempotency-Key",
                                recorded.toString())
                        : wire.post(recorded.path(), ours(recorded.form()), version(recorded));
        };
    }

    private static String[] version(Recording recorded) {
        return new String[] {"Stripe-Version", recorded.version()};
    }

    // The recorded forms name objects of another account; these are ours of the same kind.
    private static String ours(String form) {
        var price = wire.post("/v1/prices", "currency=usd&unit_amount=1500&product_data[name]=Handbook")
                .text("id");
        return form.replaceAll("customer=cus_\\w+", "customer=" + customer())
                .replaceAll("=price_\\w+", "=" + price)
                .replaceAll("payment_method=pm_\\w+", "payment_method=pm_card_threeDSecure2Required");
    }

    private static String customer() {
        return wire.post("/v1/customers", "email=stripe@example.org").text("id");
    }

    private static String intentLike(Recording recorded) {
        boolean asks = recorded.body().path("status").asText().equals("requires_action");
        var made = wire.post(
                "/v1/payment_intents",
                "amount=1000&currency=usd&confirm=true&payment_method_types[]=card&capture_method=automatic&customer="
                        + customer() + "&payment_method="
                        + (asks ? "pm_card_threeDSecure2Required" : "pm_card_visa"));
        assertThat(made.status()).as(made.raw().body()).isEqualTo(200);
        return made.text("id");
    }

    private static String booked(String intent) {
        var charge = wire.get("/v1/payment_intents/" + intent).text("latest_charge");
        Eventually.until(
                Duration.ofSeconds(10),
                () -> !wire.get("/v1/charges/" + charge)
                        .text("balance_transaction")
                        .isEmpty());
        return charge;
    }
}
