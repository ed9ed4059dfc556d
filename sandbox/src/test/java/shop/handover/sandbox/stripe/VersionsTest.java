package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What callers of older API versions, and of the train after ours, ask and are answered.
///
/// @see <a href="https://docs.stripe.com/changelog">Stripe: changelog</a>
@DisplayNameGeneration(ReplaceUnderscores.class)
class VersionsTest {

    private static final String ENDIVE = "2026-10-28.endive";
    private static final String DAHLIA = "2026-07-29.dahlia";
    private static final String CLOVER = "2025-10-29.clover";
    private static final String BASIL = "2025-07-30.basil";
    private static final String OLD = "2020-08-27";

    private static StripeSandbox sandbox;
    private static Wire wire;
    private static String price;

    @BeforeAll
    static void start() {
        sandbox = StripeSandbox.start(StripeSandbox.Options.standard());
        wire = new Wire(sandbox, "sk_test_versions");
        price = wire.post("/v1/prices", "currency=eur&unit_amount=2900&product_data[name]=Handbook")
                .text("id");
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    private static Wire.Answer session(String version, String more) {
        return wire.post(
                "/v1/checkout/sessions",
                "mode=payment&success_url=http://x.example/&line_items[0][quantity]=1&line_items[0][price]=" + price
                        + more,
                "Stripe-Version",
                version);
    }

    private static Wire.Answer post(String version, String path, String form) {
        return wire.post(path, form, "Stripe-Version", version);
    }

    @ParameterizedTest(name = "{0} knows {1}")
    @CsvSource({DAHLIA + ", hosted_page", ENDIVE + ", hosted_page", CLOVER + ", hosted", OLD + ", hosted"})
    void the_hosted_page_has_the_versions_name(String version, String name) {
        assertThat(session(version, "&ui_mode=" + name).text("ui_mode")).isEqualTo(name);
        assertThat(session(version, "").text("ui_mode")).isEqualTo(name);
    }

    @ParameterizedTest(name = "{0} does not know {1}")
    @CsvSource({DAHLIA + ", hosted", CLOVER + ", hosted_page"})
    void the_name_of_another_version_is_refused(String version, String name) {
        var refused = session(version, "&ui_mode=" + name);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error("param")).isEqualTo("ui_mode");
        assertThat(refused.error("message")).startsWith("Invalid ui_mode: must be one of ");
    }

    @Test
    void before_clover_a_promotion_code_names_its_coupon_and_shows_it_whole() {
        var coupon = wire.post("/v1/coupons", "percent_off=10").text("id");

        var older = post(BASIL, "/v1/promotion_codes", "coupon=" + coupon + "&code=OLDER");
        var newer = post(CLOVER, "/v1/promotion_codes", "coupon=" + coupon);

        assertThat(older.body().at("/coupon/percent_off").asInt()).isEqualTo(10);
        assertThat(older.body().has("promotion")).isFalse();
        assertThat(newer.error("code")).isEqualTo("parameter_unknown");
        assertThat(post(BASIL, "/v1/promotion_codes", "coupon=nowhere").error("param"))
                .isEqualTo("coupon");
        assertThat(post(BASIL, "/v1/promotion_codes", "code=X").error("message"))
                .isEqualTo("Missing required param: coupon.");
        assertThat(wire.get("/v1/promotion_codes/" + older.text("id"))
                        .body()
                        .at("/promotion/coupon")
                        .asText())
                .isEqualTo(coupon);
    }

    @Test
    void before_2022_11_15_an_intent_shows_its_charges_and_a_charge_its_refunds() {
        var form = "amount=1000&currency=eur&confirm=true&payment_method=pm_card_visa";
        var intent = post(OLD, "/v1/payment_intents", form).body();
        var charge = intent.at("/charges/data/0/id").asText();
        wire.post("/v1/refunds", "charge=" + charge + "&amount=100");

        var shown = wire.get("/v1/charges/" + charge, "Stripe-Version", OLD).body();

        assertThat(shown.at("/refunds/data/0/amount").asInt()).isEqualTo(100);
        assertThat(wire.get("/v1/charges/" + charge).body().has("refunds")).isFalse();
        assertThat(post(DAHLIA, "/v1/payment_intents", form).body().has("charges"))
                .isFalse();
    }

    @Test
    void before_basil_shipping_stands_by_itself() {
        assertThat(session("2024-06-20", "").body().has("shipping_details")).isTrue();
        assertThat(session(BASIL, "").body().has("shipping_details")).isFalse();
    }

    @Test
    void endive_filters_the_payment_methods_instead_of_naming_them() {
        var allowed = session(ENDIVE, "&allowed_payment_method_types[]=card&allowed_payment_method_types[]=ideal");

        assertThat(allowed.body().get("payment_method_types").toString()).isEqualTo("[\"card\"]");
        assertThat(allowed.body().get("allowed_payment_method_types")).hasSize(2);
        assertThat(session(ENDIVE, "")
                        .body()
                        .get("allowed_payment_method_types")
                        .isNull())
                .isTrue();
        assertThat(session(ENDIVE, "&payment_method_types[]=card").error("code"))
                .isEqualTo("parameter_unknown");
        assertThat(session(ENDIVE, "&allowed_payment_method_types[]=ideal").error("message"))
                .startsWith("No valid payment method types for this Checkout Session.");
        assertThat(session(DAHLIA, "&allowed_payment_method_types[]=card").error("code"))
                .isEqualTo("parameter_unknown");
        assertThat(session(DAHLIA, "&payment_method_types[]=card").status()).isEqualTo(200);
    }

    @Test
    void endive_takes_no_payment_method_types_for_intents() {
        var form = "amount=1000&currency=eur&";

        var refused = post(ENDIVE, "/v1/payment_intents", form + "payment_method_types[]=card");
        var allowed = post(ENDIVE, "/v1/payment_intents", form + "allowed_payment_method_types[]=card");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error("code")).isEqualTo("payment_method_types_no_longer_supported");
        assertThat(allowed.body().at("/allowed_payment_method_types/0").asText())
                .isEqualTo("card");
        assertThat(allowed.body().has("payment_record")).isTrue();
        assertThat(post(DAHLIA, "/v1/payment_intents", form + "payment_method_types[]=card")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void endive_adds_to_products_and_sessions() {
        var taxed = "name=Film&tax_details[performance_location]=taxloc_1";
        var session = session(ENDIVE, "").text("id");

        assertThat(post(ENDIVE, "/v1/products", taxed)
                        .body()
                        .at("/tax_details/performance_location")
                        .asText())
                .isEqualTo("taxloc_1");
        assertThat(post(DAHLIA, "/v1/products", taxed).status()).isEqualTo(400);
        assertThat(post(ENDIVE, "/v1/checkout/sessions/" + session, "payment_intent_data[description]=new")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_event_stays_as_it_was_told() {
        wire.post("/v1/checkout/sessions/" + session(DAHLIA, "").text("id") + "/expire", "");

        var told = wire.get("/v1/events?type=checkout.session.expired&limit=1", "Stripe-Version", CLOVER);

        assertThat(told.body().at("/data/0/api_version").asText()).isEqualTo(DAHLIA);
        assertThat(told.body().at("/data/0/data/object/ui_mode").asText()).isEqualTo("hosted_page");
    }
}
