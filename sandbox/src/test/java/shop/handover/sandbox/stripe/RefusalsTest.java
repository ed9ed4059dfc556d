package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shop.handover.sandbox.stripe.trouble.ApiTrouble;

/// What the API refuses, in Stripe's words, and what it answers a second time.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RefusalsTest {

    private static StripeSandbox sandbox;
    private static Wire wire;
    private static String price;
    private static String open;

    @BeforeAll
    static void start() {
        sandbox = StripeSandbox.start(StripeSandbox.Options.standard());
        wire = new Wire(sandbox, "sk_test_refused");
        price = wire.post("/v1/prices", "currency=eur&unit_amount=2900&product_data[name]=Handbook")
                .text("id");
        open = wire.post("/v1/prices", "currency=eur&custom_unit_amount[enabled]=true&product_data[name]=Tip")
                .text("id");
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    static Stream<Arguments> refusals() {
        var line = "mode=payment&success_url=http://x.example/&line_items[0][price]=PRICE&line_items[0][quantity]=1";
        return Stream.of(
                Arguments.of("/v1/products", "nome=X", "parameter_unknown", "nome", "Received unknown parameter: nome"),
                Arguments.of("/v1/products", "", "parameter_missing", "name", "Missing required param: name."),
                Arguments.of(
                        "/v1/prices",
                        "currency=eur&unit_amount=abc&product=p",
                        "parameter_invalid_integer",
                        "unit_amount",
                        "Invalid integer: abc"),
                Arguments.of(
                        "/v1/prices",
                        "currency=zzz&unit_amount=1&product_data[name]=x",
                        "",
                        "currency",
                        "Invalid currency: zzz. Stripe currently supports"),
                Arguments.of(
                        "/v1/products",
                        "name=",
                        "parameter_invalid_empty",
                        "name",
                        "You passed an empty string for 'name'."),
                Arguments.of("/v1/products", "name=x&active=maybe", "", "active", "Invalid boolean: maybe"),
                Arguments.of("/v1/products", "name=x&images=notalist", "", "images", "Invalid array"),
                Arguments.of("/v1/products", "name=x&metadata=text", "", "metadata", "Invalid object"),
                Arguments.of(
                        "/v1/products",
                        "name=x&metadata[" + "k".repeat(41) + "]=v",
                        "",
                        "metadata",
                        "Metadata keys can have up to 40 characters"),
                Arguments.of(
                        "/v1/products",
                        "name=x&metadata[k]=" + "v".repeat(501),
                        "",
                        "metadata[k]",
                        "Metadata values can have up to 500 characters"),
                Arguments.of(
                        "/v1/checkout/sessions",
                        line.replace("payment", "paymint"),
                        "",
                        "mode",
                        "Invalid mode: must be one of payment, setup, or subscription"),
                Arguments.of(
                        "/v1/checkout/sessions",
                        line.replace("PRICE", "price_nowhere"),
                        "resource_missing",
                        "line_items[0][price]",
                        "No such price: 'price_nowhere'"),
                Arguments.of(
                        "/v1/checkout/sessions",
                        line.replace("&line_items[0][quantity]=1", ""),
                        "parameter_missing",
                        "line_items[0][quantity]",
                        "Quantity is required. Add `quantity` to `line_items[0]`"),
                Arguments.of(
                        "/v1/checkout/sessions",
                        line + "&currency=usd",
                        "",
                        "line_items[0][price]",
                        "The price specified only supports `eur`."),
                Arguments.of(
                        "/v1/checkout/sessions",
                        line + "&allow_promotion_codes=true&discounts[0][coupon]=x",
                        "",
                        "allow_promotion_codes",
                        "You may only specify one of these parameters: allow_promotion_codes, discounts."),
                Arguments.of(
                        "/v1/checkout/sessions",
                        line + "&expires_at=1",
                        "",
                        "expires_at",
                        "The `expires_at` timestamp must be at least 30 minutes"),
                Arguments.of(
                        "/v1/checkout/sessions",
                        line + "&client_reference_id=" + "c".repeat(201),
                        "",
                        "client_reference_id",
                        "must be at most 200 characters"),
                Arguments.of(
                        "/v1/checkout/sessions",
                        line + "&customer_email=nobody",
                        "email_invalid",
                        "customer_email",
                        "Invalid email address: nobody"),
                Arguments.of(
                        "/v1/prices",
                        "currency=eur&product_data[name]=x&custom_unit_amount[minimum]=300",
                        "parameter_missing",
                        "custom_unit_amount[enabled]",
                        "Missing required param: custom_unit_amount[enabled]."),
                Arguments.of(
                        "/v1/prices",
                        "currency=eur&product_data[name]=x&custom_unit_amount[enabled]=true&custom_unit_amount[minimum]=49",
                        "amount_too_small",
                        "custom_unit_amount[minimum]",
                        "Amount must be at least €0.50 eur"),
                Arguments.of(
                        "/v1/prices",
                        "currency=eur&product_data[name]=x&custom_unit_amount[enabled]=true&recurring[interval]=month",
                        "",
                        "custom_unit_amount",
                        "`custom_unit_amount` can only be used with one-time prices."),
                Arguments.of(
                        "/v1/checkout/sessions",
                        line.replace("PRICE", "OPEN") + "&allow_promotion_codes=true",
                        "",
                        "allow_promotion_codes",
                        "Promotion codes cannot be used with prices that have a `custom_unit_amount`."),
                Arguments.of(
                        "/v1/checkout/sessions",
                        line.replace("PRICE", "OPEN") + "&line_items[0][adjustable_quantity][enabled]=true",
                        "",
                        "line_items",
                        "Prices with `custom_unit_amount` may only be used as the only line item"),
                Arguments.of(
                        "/v1/coupons",
                        "percent_off=10&duration=repeating",
                        "parameter_missing",
                        "duration_in_months",
                        "Missing required param: duration_in_months."),
                Arguments.of(
                        "/v1/payment_intents",
                        "amount=10&currency=usd",
                        "amount_too_small",
                        "amount",
                        "Amount must be at least $0.50 usd"),
                Arguments.of(
                        "/v1/checkout/sessions",
                        line.replace("[quantity]=1", "[quantity]=40000"),
                        "amount_too_large",
                        "line_items",
                        "The Checkout Session's total amount due must be no more than €999,999.99."),
                Arguments.of(
                        "/v1/prices",
                        "currency=eur&unit_amount=100000000&product_data[name]=x",
                        "amount_too_large",
                        "unit_amount",
                        "Amount must be no more than €999,999.99"),
                Arguments.of(
                        "/v1/products",
                        "name[a]=x&name[b][]=y",
                        "",
                        "name",
                        "Invalid string: {\"a\"=>\"x\", \"b\"=>[\"y\"]}"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    void a_faulty_call_is_refused_in_stripes_words(
            String path, String form, String code, String param, String message) {
        var answer = wire.post(path, form.replace("PRICE", price).replace("OPEN", open));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error("type")).isEqualTo("invalid_request_error");
        assertThat(answer.error("message")).contains(message);
        assertThat(answer.error("param")).isEqualTo(param);
        assertThat(answer.error("code")).isEqualTo(code);
    }

    @Test
    void who_has_no_key_or_a_wrong_one_is_not_let_in() {
        var none = new Wire(sandbox, "").get("/v1/products");
        var wrong = new Wire(sandbox, "nonsense_key_1234567").get("/v1/products");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("www-authenticate")).startsWith("Basic realm=");
        assertThat(none.error("message")).startsWith("You did not provide an API key.");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.error("message"))
                .startsWith("Invalid API Key provided: nonsense")
                .endsWith("4567");
    }

    @Test
    void the_live_world_knows_nothing_of_the_test_world() {
        var answer = new Wire(sandbox, "sk_live_x").get("/v1/prices/" + price);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error("message"))
                .isEqualTo(
                        "No such price: '" + price
                                + "'; a similar object exists in test mode, but a live mode key was used to make this request.");
    }

    @Test
    void an_unknown_address_is_refused_as_stripe_refuses_it() {
        assertThat(wire.get("/v1/subscriptions").error("message"))
                .isEqualTo(
                        "Unrecognized request URL (GET: /v1/subscriptions). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.");
    }

    @Test
    void a_key_used_again_gives_the_first_answer_again() {
        var first = wire.post("/v1/products", "name=One&metadata[a]=1", "Idempotency-Key", "again");

        var second = wire.post("/v1/products", "metadata%5Ba%5D=1&name=One", "Idempotency-Key", "again");
        var other = wire.post("/v1/products", "name=Two", "Idempotency-Key", "again");

        assertThat(second.text("id")).isEqualTo(first.text("id"));
        assertThat(second.header("idempotent-replayed")).isEqualTo("true");
        assertThat(second.header("original-request")).isEqualTo(first.header("request-id"));
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.error("type")).isEqualTo("idempotency_error");
        assertThat(other.error("message"))
                .startsWith(
                        "Keys for idempotent requests can only be used with the same parameters they were first used with.");
    }

    @Test
    void a_refused_call_leaves_its_key_free() {
        wire.post("/v1/products", "nome=One", "Idempotency-Key", "free");

        assertThat(wire.post("/v1/products", "name=One", "Idempotency-Key", "free")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_broke_while_it_was_carried_out_is_answered_the_same_again() {
        sandbox.troubles().make(new ApiTrouble(ApiTrouble.Kind.SERVER_ERROR, 0, 1, "/v1/", 0, true));

        var broken = wire.post("/v1/products", "name=Broken", "Idempotency-Key", "broken");
        var again = wire.post("/v1/products", "name=Broken", "Idempotency-Key", "broken");

        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.error("type")).isEqualTo("api_error");
        assertThat(again.status()).isEqualTo(500);
        assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    }

    @Test
    void what_broke_before_it_was_carried_out_leaves_its_key_free() {
        sandbox.troubles().make(new ApiTrouble(ApiTrouble.Kind.SERVER_ERROR, 0, 1, "/v1/", 0, false));

        var broken = wire.post("/v1/products", "name=Early", "Idempotency-Key", "early");

        assertThat(broken.status()).isEqualTo(500);
        assertThat(wire.post("/v1/products", "name=Early", "Idempotency-Key", "early")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_key_is_at_most_255_characters_and_means_nothing_to_a_get() {
        assertThat(wire.post("/v1/products", "name=x", "Idempotency-Key", "k".repeat(255))
                        .status())
                .isEqualTo(200);
        assertThat(wire.post("/v1/products", "name=x", "Idempotency-Key", "k".repeat(256))
                        .status())
                .isEqualTo(400);
        assertThat(wire.get("/v1/products?limit=1", "Idempotency-Key", "k".repeat(255))
                        .header("idempotent-replayed"))
                .isEmpty();
    }

    @Test
    void a_key_in_use_is_a_conflict() {
        var form = "id=waits&percent_off=10&duration=once";
        sandbox.troubles().make(new ApiTrouble(ApiTrouble.Kind.TIMEOUT, 0, 1, "/v1/coupons", 0, true));
        // Carried out, never answered: its key stays in use for as long as the caller waits.
        CompletableFuture.runAsync(() -> wire.post("/v1/coupons", form, "Idempotency-Key", "both"));
        Eventually.until(
                Duration.ofMinutes(1),
                () -> wire.get("/v1/events?type=coupon.created").raw().body().contains("\"waits\""));

        var second = wire.post("/v1/coupons", form, "Idempotency-Key", "both");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.error("code")).isEqualTo("idempotency_key_in_use");
        assertThat(second.error("message"))
                .startsWith("There is currently another in-progress request using this Idempotent Key");
        assertThat(second.header("stripe-should-retry")).isEqualTo("true");
    }

    @Test
    void lists_are_walked_newest_first_by_cursor() {
        for (int i = 0; i < 5; i++) {
            wire.post("/v1/customers", "email=c" + i + "@example.com");
        }

        var first = wire.get("/v1/customers?limit=2").body();
        var second = wire.get("/v1/customers?limit=2&starting_after="
                        + first.at("/data/1/id").asText())
                .body();
        var back = wire.get("/v1/customers?limit=2&ending_before="
                        + second.at("/data/0/id").asText())
                .body();

        assertThat(first.at("/data/0/email").asText()).isEqualTo("c4@example.com");
        assertThat(first.get("has_more").asBoolean()).isTrue();
        assertThat(second.at("/data/0/email").asText()).isEqualTo("c2@example.com");
        assertThat(back.get("data")).isEqualTo(first.get("data"));
        assertThat(wire.get("/v1/customers?limit=101").error("param")).isEqualTo("limit");
        assertThat(wire.get("/v1/customers?created[gt]=99999999999").body().get("data"))
                .isEmpty();
    }
}
