package shop.handover.kit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.kit.catalog.Price.Fixed;
import shop.handover.kit.catalog.Price.PayWhatYouWant;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CatalogReaderTest {

    private static final CurrencyCode EUR = new CurrencyCode("eur");
    private static final String GOOD = """
            shop:
              id: example
              name: Example Shop
              support: support@shop.example
              owner: owner@shop.example
            products:
              - slug: starter-stack
                name: Starter Stack
                aliases: [old-stack]
                prices:
                  - {currency: EUR, amount: 4900}
                  - currency: usd
                    pay_what_you_want: {minimum: 500, preset: 1500}
                files:
                  - name: Füße & Hände.zip
                    path: stacks/1.4/stack.zip
                    version: '1.4'
                    sha256: 2e3ca3d0477425c4f54943fe4a6ef4dd2eb896de126c59dbe8fcf9e0e02870b2
            """;

    private static final String TRANSLATED = GOOD.replace(
                    "  support:", "  tagline: For servers\n  translations: {de: {tagline: Für Server}}\n  support:")
            .replace(
                    "aliases: [old-stack]",
                    "summary: A cluster.\n    translations: {de: {summary: Ein Cluster., description: Alles}}");

    @Test
    void a_catalog_is_read_whole() {
        var catalog = CatalogReader.read("catalog.yaml", GOOD);

        assertThat(catalog.shop().id()).isEqualTo("example");
        var product = catalog.product("old-stack").orElseThrow();
        assertThat(product.price(EUR)).contains(new Fixed(new Money(4900, EUR)));
        assertThat(product.price(new CurrencyCode("usd")).orElseThrow()).isInstanceOf(PayWhatYouWant.class);
        assertThat(catalog.lookupKey(product, EUR)).isEqualTo("example_starter-stack_eur");
        assertThat(product.files().getFirst().type()).isEqualTo("ZIP");
    }

    @Test
    void a_product_is_told_in_the_readers_language_where_the_shop_has_words_in_it() {
        var catalog = CatalogReader.read("catalog.yaml", TRANSLATED);
        var product = catalog.product("starter-stack").orElseThrow();

        assertThat(product.in("de").summary()).isEqualTo("Ein Cluster.");
        assertThat(product.in("de").name()).isEqualTo("Starter Stack");
        assertThat(product.in("fr")).isEqualTo(product);
        assertThat(catalog.shop().tagline("de")).isEqualTo("Für Server");
        assertThat(catalog.shop().tagline("fr")).isEqualTo("For servers");
    }

    @Test
    void half_a_translation_is_none() {
        assertThat(faultsOf(TRANSLATED.replace(", description: Alles", "").replace("de: {tagline", "ger: {tagline")))
                .extracting(Fault::toString)
                .anySatisfy(it -> assertThat(it).contains("products[0].translations.de.description: is missing"))
                .anySatisfy(it -> assertThat(it).contains("shop.translations.ger: must be named by a language"));
    }

    @Test
    void every_fault_is_named_with_its_line_and_field() {
        var faults = faultsOf(GOOD.replace("EUR", "ZZZ")
                .replace("stacks/1.4", "../etc")
                .replace("minimum: 500", "minimum: -5")
                .replace("name: Starter Stack", "nmae: Starter Stack"));

        assertThat(faults)
                .extracting(Fault::toString)
                .anySatisfy(it -> assertThat(it).startsWith("catalog.yaml:11: products[0].prices[0].currency: "))
                .anySatisfy(it ->
                        assertThat(it).startsWith("catalog.yaml:13: products[0].prices[1].pay_what_you_want.minimum: "))
                .anySatisfy(it -> assertThat(it).startsWith("catalog.yaml:16: products[0].files[0].path: "))
                .anySatisfy(it -> assertThat(it).contains("products[0].nmae: is not a known field"))
                .anySatisfy(it -> assertThat(it).contains("products[0].name: is missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "shop: 1",
                "shop: {id: [}",
                "a: &a [*a]",
                "- 1",
                "\u0000",
                "shop: !!javax.script.ScriptEngineManager [x]",
                "products: {}\nshop: []\ncheckout: 3\ncoupons: x"
            })
    void rubbish_is_refused_with_a_fault_and_never_another_exception(String text) {
        assertThat(faultsOf(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", "a/../b", "a/./b", "..", "a\\b", "a/.."})
    void no_path_leaves_the_folder(String path) {
        assertThat(faultsOf(GOOD.replace("stacks/1.4/stack.zip", "'" + path + "'")))
                .extracting(Fault::field)
                .contains("products[0].files[0].path");
    }

    @Test
    void a_name_with_a_line_break_never_reaches_a_mail_header() {
        assertThat(faultsOf(GOOD.replace("name: Starter Stack", "name: \"Stack\\r\\nBcc: all@x.example\"")))
                .extracting(Fault::field)
                .contains("products[0].name");
    }

    @Test
    void slugs_and_currencies_are_unique_and_upsells_exist() {
        var twin = GOOD.substring(GOOD.indexOf("  - slug"));

        assertThat(faultsOf(GOOD + twin))
                .extracting(Fault::message)
                .anySatisfy(it -> assertThat(it).contains("\"starter-stack\" twice"));
        assertThat(faultsOf(GOOD.replace("currency: usd", "currency: eur")))
                .extracting(Fault::message)
                .contains("name EUR twice");
        assertThat(faultsOf(GOOD.replace("aliases: [old-stack]", "upsells: [nowhere]")))
                .extracting(Fault::message)
                .anySatisfy(it -> assertThat(it).contains("\"nowhere\""));
    }

    @Test
    void a_coupon_is_for_a_product_with_a_fixed_price() {
        var coupon = "coupons:\n  - {code: FREE, product: starter-stack, percent_off: 100}\n";

        assertThat(faultsOf(GOOD + coupon)).extracting(Fault::field).contains("coupons");
    }

    @Test
    void a_picture_for_social_networks_is_one_of_pixels() {
        var named = GOOD.replace("aliases: [old-stack]", "image: stack.svg\n    social_image: stack.png");

        assertThat(CatalogReader.read("catalog.yaml", named)
                        .products()
                        .getFirst()
                        .socialImage())
                .contains("stack.png");
        assertThat(faultsOf(named.replace("stack.png", "stack.svg")))
                .extracting(Fault::field)
                .containsExactly("products[0].social_image");
    }

    @Test
    void a_key_that_stands_twice_is_a_fault() {
        assertThat(faultsOf(GOOD.replace("  id: example\n", "  id: example\n  id: other\n")))
                .extracting(Fault::message)
                .contains("stands here twice");
    }

    private static List<Fault> faultsOf(String text) {
        var refused = catchThrowableOfType(CatalogRefused.class, () -> CatalogReader.read("catalog.yaml", text));
        assertThat(refused).as("must be refused: %s", text).isNotNull();
        return refused.faults();
    }
}
