package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the API makes of methods, versions, addresses and bodies before any parameter is looked at.
@DisplayNameGeneration(ReplaceUnderscores.class)
class FrontDoorTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static StripeSandbox sandbox;
    private static Wire wire;

    @BeforeAll
    static void start() {
        sandbox = StripeSandbox.start(StripeSandbox.Options.standard());
        wire = new Wire(sandbox, "sk_test_door");
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    private static HttpResponse<String> send(String method, String path, String type, HttpRequest.BodyPublisher body) {
        return new Browser()
                .send(HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                        .header("Authorization", "Bearer sk_test_door")
                        .header("Content-Type", type)
                        .method(method, body)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "2024-06-20, 200",
        "2025-09-30.clover, 200",
        "2026-07-29.dahlia, 200",
        "2026-07-29.preview, 200",
        "2025-03-31.basil; feature_beta=v1, 200",
        "2026-07-30.endive, 200",
        "2024-06-21, 400",
        "2025-03-31, 400",
        "2026-07-29, 400",
        "2999-01-01.zinnia, 400",
        "nonsense, 400"
    })
    void a_version_that_stripe_never_published_is_refused(String version, int status) {
        var answer = wire.get("/v1/products", "Stripe-Version", version);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.error("message")).isEqualTo("Invalid Stripe API version: " + version);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/products/search?query=name:'x'",
                "/v1/invoices",
                "/v1/charges/ch_1/nothing",
                "/v2/core/events",
                "/v1"
            })
    void what_is_not_played_is_an_unknown_address(String path) {
        var answer = wire.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error("message"))
                .isEqualTo("Unrecognized request URL (GET: " + path.replaceFirst("\\?.*", "")
                        + "). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.");
    }

    @Test
    void a_connected_account_is_not_known() {
        var answer = wire.get("/v1/products", "Stripe-Account", "acct_elsewhere");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error("code")).isEqualTo("account_invalid");
    }

    @Test
    void an_address_without_its_id_says_what_is_missing() {
        assertThat(wire.get("/v1/products/").error("message"))
                .startsWith(
                        "Unrecognized request URL (GET: /v1/products/). If you are trying to list objects, remove the "
                                + "trailing slash.");
    }

    @Test
    void a_head_is_a_get_without_its_body_and_options_answers_browsers() {
        var head = send("HEAD", "/v1/products", FORM, BodyPublishers.noBody());
        var options = send("OPTIONS", "/v1/products", FORM, BodyPublishers.noBody());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("request-id")).isPresent();
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().firstValue("access-control-allow-methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("POST"));
    }

    @Test
    void an_id_in_an_address_may_be_percent_encoded() {
        wire.post("/v1/coupons", "id=25%20OFF%2F%2B&percent_off=25&duration=once");

        assertThat(wire.get("/v1/coupons/25%20OFF%2F+").text("id")).isEqualTo("25 OFF/+");
        assertThat(wire.get("/v1/coupons/%20").error("message")).isEqualTo("No such coupon: ' '");
    }

    @Test
    void a_body_of_another_kind_or_too_long_is_refused() {
        var json = send("POST", "/v1/products", "application/json", BodyPublishers.ofString("{\"name\":\"x\"}"));
        var bytes = send("POST", "/v1/products", FORM, BodyPublishers.ofByteArray(new byte[] {'n', '=', (byte) 0xff}));
        var long_ = wire.post("/v1/products", "name=" + "x".repeat(2_000_000));

        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(json.body())
                .contains("Invalid request (check that your POST content type is application/x-www-form");
        assertThat(bytes.statusCode()).isEqualTo(400);
        assertThat(bytes.body()).contains("invalid byte sequence in UTF-8");
        assertThat(long_.status()).isEqualTo(413);
    }

    @Test
    void a_body_in_chunks_is_read_whole() {
        var chunks = BodyPublishers.ofInputStream(
                () -> new java.io.ByteArrayInputStream("name=Chunked".getBytes(StandardCharsets.UTF_8)));

        assertThat(send("POST", "/v1/products", FORM, chunks).body()).contains("\"name\": \"Chunked\"");
    }

    @Test
    void a_deleted_customer_is_remembered_as_deleted() {
        var id = wire.post("/v1/customers", "email=buyer@example.com").text("id");
        var intent = wire.post("/v1/payment_intents", "amount=500&currency=eur&customer=" + id)
                .text("id");
        wire.delete("/v1/customers/" + id);

        var gone = wire.get("/v1/customers/" + id);
        var expanded = wire.get("/v1/payment_intents/" + intent + "?expand[]=customer");

        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.body().get("deleted").asBoolean()).isTrue();
        assertThat(expanded.body().at("/customer/deleted").asBoolean()).isTrue();
        assertThat(wire.post("/v1/customers/" + id, "name=x").status()).isEqualTo(404);
        assertThat(wire.delete("/v1/customers/" + id).status()).isEqualTo(404);
        assertThat(wire.get("/v1/customers?email=buyer@example.com").body().get("data"))
                .isEmpty();
    }
}
